package org.catalogsync.stores.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script of this package and the digest by which Redis knows it. */
record Script(String body, String digest) {

    static Script load(String name) {
        try (InputStream lua = Script.class.getResourceAsStream(name)) {
            if (lua == null) {
                throw new IllegalStateException(name + " is part of this module");
            }
            byte[] body = lua.readAllBytes();
            return new Script(new String(body, StandardCharsets.UTF_8), sha1(body));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String sha1(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
