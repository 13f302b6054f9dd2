package org.catalogsync.devstack.erp;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * windows-31j by a table of its own, which {@code src/main/tables/make_windows_31j.py} writes. Were it Java's charset, the adapter would read its own writing.
 *
 * <p>Single bytes are ASCII and half-width katakana. Of the codes that share a character the lowest is written, as Microsoft and the Encoding Standard have it, and never one of NEC's selection.
 */
final class Windows31j {
    private static final int SECOND_BYTES = 188;
    private static final int FIRST_OF_NEC_SELECTION = 0xED40;
    private static final int LAST_OF_NEC_SELECTION = 0xEEFC;
    private static final int FIRST_KATAKANA_BYTE = 0xA1;
    private static final int LAST_KATAKANA_BYTE = 0xDF;
    private static final int FIRST_KATAKANA = 0xFF61;

    /** By first byte, then second byte; 0 where there is none. */
    private static final char[][] CHARACTERS = new char[256][];

    /** By character; 0 where there is none. */
    private static final char[] CODES = new char[1 << 16];

    static {
        read();
    }

    private Windows31j() {}

    private static void read() {
        try (InputStream table =
                        Objects.requireNonNull(Windows31j.class.getResourceAsStream("windows-31j.txt"), "the table");
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            lines.lines().forEach(Windows31j::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(String line) {
        String[] fields = line.split(" ", -1);
        int first = Integer.parseInt(fields[0], 16);
        CHARACTERS[first] = new char[256];
        for (int i = 0; i < SECOND_BYTES; i++) {
            if (!fields[i + 1].equals("----")) {
                int second = i < 0x3F ? 0x40 + i : 0x41 + i;
                code((first << 8) + second, (char) Integer.parseInt(fields[i + 1], 16));
            }
        }
    }

    /** Lines are in the order of their codes, so the first code of a character is its lowest. */
    private static void code(int code, char character) {
        CHARACTERS[code >> 8][code & 0xFF] = character;
        boolean selected = code >= FIRST_OF_NEC_SELECTION && code <= LAST_OF_NEC_SELECTION;
        if (!selected && CODES[character] == 0) {
            CODES[character] = (char) code;
        }
    }

    /** The code of a character, one or two bytes wide, or -1 where it has none. */
    static int code(int character) {
        if (character < 0x80) {
            return character;
        }
        if (character >= FIRST_KATAKANA && character <= FIRST_KATAKANA + LAST_KATAKANA_BYTE - FIRST_KATAKANA_BYTE) {
            return character - FIRST_KATAKANA + FIRST_KATAKANA_BYTE;
        }
        return character < CODES.length && CODES[character] != 0 ? CODES[character] : -1;
    }

    /** Appends a code as bytes. */
    static void write(int code, ByteArrayOutputStream out) {
        if (code > 0xFF) {
            out.write(code >> 8);
        }
        out.write(code);
    }

    /**
     * The text that the bytes stand for.
     *
     * @throws CharacterCodingException where bytes stand for nothing
     */
    static String decode(byte[] bytes) throws CharacterCodingException {
        StringBuilder text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int first = bytes[i] & 0xFF;
            if (first < 0x80) {
                text.append((char) first);
            } else if (first >= FIRST_KATAKANA_BYTE && first <= LAST_KATAKANA_BYTE) {
                text.append((char) (first - FIRST_KATAKANA_BYTE + FIRST_KATAKANA));
            } else {
                text.append(character(bytes, i++));
            }
        }
        return text.toString();
    }

    private static char character(byte[] bytes, int at) throws CharacterCodingException {
        char[] row = CHARACTERS[bytes[at] & 0xFF];
        char found = row == null || at + 1 == bytes.length ? 0 : row[bytes[at + 1] & 0xFF];
        if (found == 0) {
            throw new MalformedInputException(Math.min(2, bytes.length - at));
        }
        return found;
    }

    /** How many two-byte codes stand for a character. */
    static long codes() {
        return Arrays.stream(CHARACTERS)
                .filter(Objects::nonNull)
                .flatMapToInt(row -> new String(row).chars())
                .filter(character -> character != 0)
                .count();
    }
}
