package org.catalogsync.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits of SHA-256 over the fields of a product, ISBN included: equal content, equal hash, in whatever store it lies. Stores keep it for people; comparisons always recompute it from the fields.
 *
 * @param high the first eight bytes, big-endian
 * @param low the next eight bytes
 */
public record ContentHash(long high, long low) {

    /** Hashes every mapped field with its presence, so that absent and empty differ. */
    public static ContentHash of(Product product) {
        return new Hasher().hash(product);
    }

    public static ContentHash parse(String hex) {
        return new ContentHash(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /** Reuses its digest and buffer over many products; one per thread. */
    public static final class Hasher {
        private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
        private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
        private static final VarHandle CHAR = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

        private final MessageDigest sha256 = sha256();
        private byte[] buffer = new byte[1024];
        private int length;

        public ContentHash hash(Product product) {
            length = 0;
            reserve(8);
            LONG.set(buffer, 0, product.isbn().asLong());
            length = 8;
            text(product.title());
            text(product.titleKana());
            text(product.author());
            text(product.genre());
            number(product.quantityAvailable());
            number(product.stockStatus().ordinal());
            number(product.priceJpy());
            text(product.warehouse());
            LocalDate restocked = product.lastRestockDate();
            number(restocked == null ? null : Math.toIntExact(restocked.toEpochDay()));
            number(product.restockEtaDays());
            sha256.update(buffer, 0, length);
            byte[] digest = sha256.digest();
            return new ContentHash((long) LONG.get(digest, 0), (long) LONG.get(digest, 8));
        }

        /** Length, or -1 where there is no text, then UTF-16 units: cheaper than encoding, and unambiguous because lengths are written. */
        private void text(@Nullable String text) {
            int units = text == null ? -1 : text.length();
            reserve(4 + 2 * Math.max(units, 0));
            INT.set(buffer, length, units);
            length += 4;
            if (text != null) {
                units(text, units);
            }
        }

        /** On local variables: this loop is most of what hashing costs beside SHA-256 itself. */
        private void units(String text, int units) {
            byte[] bytes = buffer;
            int at = length;
            for (int i = 0; i < units; i++, at += 2) {
                CHAR.set(bytes, at, text.charAt(i));
            }
            length = at;
        }

        private void number(@Nullable Integer number) {
            reserve(5);
            buffer[length] = (byte) (number == null ? 0 : 1);
            INT.set(buffer, length + 1, number == null ? 0 : number);
            length += 5;
        }

        private void reserve(int more) {
            if (length + more > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    /** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(Hasher.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
