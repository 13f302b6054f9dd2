package org.catalogsync.sync.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where declarations come from. */
public final class Declarations {
    /** A declaration that lies beside the files that it declares. */
    public static final String BESIDE_THE_FILES = "source.yaml";

    /** Of what a run writes for itself; no file of a source is ever taken for it. */
    public static final String SOAP_ANSWERS = "soap-answers";

    private static final List<String> BUNDLED = List.of("dms-full-load", "erp-dump");

    private Declarations() {}

    /**
     * Reads a declaration from its text.
     *
     * @param origin how mistakes name the file
     * @throws InvalidDeclaration with everything that is wrong
     */
    public static Declaration parse(String origin, String text) {
        return new DeclarationReader(origin, text).read();
    }

    /**
     * Reads a declaration in UTF-8.
     *
     * @throws InvalidDeclaration with everything that is wrong
     * @throws UncheckedIOException if there is no such file or it cannot be read
     */
    public static Declaration load(Path file) {
        try {
            return parse(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The declarations that come with the program. */
    public static List<Declaration> bundled() {
        return BUNDLED.stream().map(Declarations::read).toList();
    }

    /**
     * One of {@link #bundled()} by its name, or {@link #SOAP_ANSWERS}.
     *
     * @throws IllegalArgumentException if none has that name
     */
    public static Declaration bundled(String name) {
        if (!BUNDLED.contains(name) && !name.equals(SOAP_ANSWERS)) {
            throw new IllegalArgumentException("no bundled declaration is named '" + name + "'");
        }
        return read(name);
    }

    private static Declaration read(String name) {
        String resource = "/declarations/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(Declarations.class.getResourceAsStream(resource), resource)) {
            return parse("bundled:" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
