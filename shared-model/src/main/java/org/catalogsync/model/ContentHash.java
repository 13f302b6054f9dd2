package org.catalogsync.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        private final MessageDigest sha256 = sha256();
        private byte[] buffer = new byte[1024];
        private int length;

        public ContentHash hash(Product product) {
            length = 0;
            text(product.isbn().value());
            text(product.title());
            text(product.titleKana());
            text(product.author());
            text(product.genre());
            number(product.quantityAvailable());
            number(product.stockStatus().ordinal());
            number(product.priceJpy());
            text(product.warehouse());
            number(
                    product.lastRestockDate() == null
                            ? null
                            : Math.toIntExact(product.lastRestockDate().toEpochDay()));
            number(product.restockEtaDays());
            sha256.update(buffer, 0, length);
            byte[] digest = sha256.digest();
            return new ContentHash(bigEndian(digest, 0), bigEndian(digest, 8));
        }

        /** Presence, length, then UTF-16 units: cheaper than encoding, and unambiguous because lengths are written. */
        private void text(@Nullable String text) {
            if (text == null) {
                reserve(1);
                buffer[length++] = 0;
                return;
            }
            int units = text.length();
            reserve(5 + 2 * units);
            buffer[length++] = 1;
            integer(units);
            for (int i = 0; i < units; i++) {
                char unit = text.charAt(i);
                buffer[length++] = (byte) (unit >>> 8);
                buffer[length++] = (byte) unit;
            }
        }

        private void number(@Nullable Integer number) {
            reserve(5);
            buffer[length++] = (byte) (number == null ? 0 : 1);
            if (number != null) {
                integer(number);
            }
        }

        private void integer(int value) {
            buffer[length++] = (byte) (value >>> 24);
            buffer[length++] = (byte) (value >>> 16);
            buffer[length++] = (byte) (value >>> 8);
            buffer[length++] = (byte) value;
        }

        private void reserve(int more) {
            if (length + more > buffer.length) {
                buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
            }
        }

        private static long bigEndian(byte[] bytes, int from) {
            long value = 0;
            for (int i = from; i < from + 8; i++) {
                value = value << 8 | (bytes[i] & 0xff);
            }
            return value;
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
