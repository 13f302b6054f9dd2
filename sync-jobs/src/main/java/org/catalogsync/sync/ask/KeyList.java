package org.catalogsync.sync.ask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.Sources;
import org.catalogsync.sync.source.UnusableInput;
import org.jspecify.annotations.Nullable;

/** A list of keys to ask for: one ISBN a line, or an export of the ERP, which also says what the ERP's answers do not. */
interface KeyList {

    /** Where it lies, for people. */
    String place();

    /**
     * Reads it from its beginning to its end.
     *
     * @throws UnusableInput if it cannot be read
     */
    void read(Reader reader);

    /** Hears what a list says. */
    interface Reader {
        void key(KeyLine key);

        /** What stands where an ISBN should. */
        void unreadable(String found);
    }

    /**
     * Finds the list: a folder or prefix holds an export, and so does a file that a declaration matches; any other file is a bare list.
     *
     * @param place {@code PATH}, {@code file:PATH} or {@code s3://BUCKET/KEY}
     * @param declaration what the files of an export are, where no {@code source.yaml} lies beside them
     * @param buckets the object store of a bucket
     * @throws UnusableInput if there is nothing, or nothing that can be read
     */
    static KeyList open(String place, @Nullable Path declaration, Function<String, ObjectStore> buckets) {
        return place.startsWith("s3://")
                ? ofObject(place, declaration, buckets)
                : ofPath(Path.of(withoutScheme(place)), declaration, buckets);
    }

    private static String withoutScheme(String place) {
        String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
        return path.startsWith("//") ? path.substring(2) : path;
    }

    private static KeyList ofPath(Path path, @Nullable Path declaration, Function<String, ObjectStore> buckets) {
        if (Files.isDirectory(path)) {
            return new ExportKeys(Sources.open("files:" + path, declaration, buckets));
        }
        if (!Files.isRegularFile(path)) {
            throw missing(path.toString());
        }
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
        String name = String.valueOf(path.getFileName());
        boolean declared = declaration != null
                || matchesBundled(name)
                || Files.exists(folder.resolve(Declarations.BESIDE_THE_FILES));
        Optional<KeyList> export = declared ? export("files:" + folder, name, declaration, buckets) : Optional.empty();
        return export.orElseGet(() -> new BareKeys(path.toString(), () -> Files.newInputStream(path)));
    }

    private static KeyList ofObject(String place, @Nullable Path declaration, Function<String, ObjectStore> buckets) {
        String path = place.substring("s3://".length());
        int slash = path.indexOf('/');
        String key = slash < 0 ? "" : path.substring(slash + 1);
        if (key.isEmpty() || key.endsWith("/")) {
            return new ExportKeys(Sources.open("files:" + place, declaration, buckets));
        }
        ObjectStore bucket = buckets.apply(path.substring(0, slash));
        if (bucket.find(key).isEmpty()) {
            return new ExportKeys(Sources.open("files:" + place, declaration, buckets));
        }
        int name = key.lastIndexOf('/') + 1;
        boolean declared = declaration != null
                || matchesBundled(key.substring(name))
                || bucket.find(key.substring(0, name) + Declarations.BESIDE_THE_FILES)
                        .isPresent();
        String folder = place.substring(0, place.length() - (key.length() - name));
        Optional<KeyList> export =
                declared ? export("files:" + folder, key.substring(name), declaration, buckets) : Optional.empty();
        return export.orElseGet(() -> new BareKeys(place, () -> bucket.open(key)));
    }

    private static boolean matchesBundled(String name) {
        return Declarations.bundled().stream()
                .anyMatch(declaration -> declaration.files().matches(name));
    }

    /** Empty where the declaration that holds there does not mean the file. */
    private static Optional<KeyList> export(
            String folder, String name, @Nullable Path declaration, Function<String, ObjectStore> buckets) {
        Source whole = Sources.open(folder, declaration, buckets);
        return whole.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .map(file -> new ExportKeys(new OneFile(whole, file)));
    }

    private static UnusableInput missing(String place) {
        return new UnusableInput(
                UnusableInput.Code.SOURCE_MISSING,
                "no such list of keys",
                place,
                "soap:FILE with one ISBN a line, or soap:FILE or soap:FOLDER of an export, each also below s3://BUCKET/",
                "nothing");
    }

    /** Opens the bytes of a list anew. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }
}
