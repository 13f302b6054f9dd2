package org.catalogsync.erp.soap;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.erp.Finding;
import org.catalogsync.model.legacy.BadBytes;
import org.catalogsync.model.legacy.DecodedText;
import org.catalogsync.model.legacy.LegacyText;
import org.jspecify.annotations.Nullable;

/**
 * A document's bytes as text. Its charset is the configured one, else that of its byte order mark, else what it declares, else what the HTTP header says, else UTF-8 as XML has it. Bytes that stand for nothing stay in the text between two
 * marks that no charset here yields by itself, so that each costs the field in which it stands and not the document.
 *
 * @param text without byte order mark
 * @param notices what disagrees about the charset
 */
record DocumentText(String text, List<Finding> notices) {
    /** Noncharacters: XML lets them pass, windows-31j has no code for them, and UTF-8 text that holds one is as bad as bytes. */
    private static final char BAD = '\uFDD0';

    private static final char BAD_END = '\uFDD1';

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final int LONGEST_DECLARATION = 256;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]{0,200}?\\bencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern HTTP = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";]+)");

    static DocumentText of(byte[] bytes, String contentType, @Nullable Charset configured) throws RefusedXml {
        int from = startsWith(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        refuseUtf16(bytes);
        List<Finding> notices = new ArrayList<>(0);
        Charset charset = configured != null
                ? configured
                : from > 0 ? StandardCharsets.UTF_8 : named(bytes, contentType, notices);
        return new DocumentText(decode(bytes, from, charset), List.copyOf(notices));
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static void refuseUtf16(byte[] bytes) throws RefusedXml {
        if (startsWith(bytes, new byte[] {(byte) 0xFE, (byte) 0xFF})
                || startsWith(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
            throw unknown("byte order mark", "UTF-16");
        }
    }

    private static Charset named(byte[] bytes, String contentType, List<Finding> notices) throws RefusedXml {
        String declared = declared(bytes);
        String http = http(contentType);
        if (declared == null) {
            return http == null ? StandardCharsets.UTF_8 : charset("Content-Type", http);
        }
        Charset charset = charset("the XML declaration", declared);
        if (http != null && !means(http, charset)) {
            notices.add(new Finding(Finding.Kind.CHARSET_DISAGREES, "Content-Type", http, declared));
        }
        return charset;
    }

    /** Declarations are ASCII in every charset that is read here. */
    private static @Nullable String declared(byte[] bytes) {
        int length = Math.min(bytes.length, LONGEST_DECLARATION);
        Matcher declaration = DECLARED.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return null;
        }
        return declaration.group(1) != null ? declaration.group(1) : declaration.group(2);
    }

    private static @Nullable String http(String contentType) {
        Matcher parameter = HTTP.matcher(contentType);
        return parameter.find() ? parameter.group(1) : null;
    }

    private static Charset charset(String where, String name) throws RefusedXml {
        try {
            return LegacyText.charset(name);
        } catch (IllegalArgumentException e) {
            throw unknown(where, name);
        }
    }

    private static boolean means(String name, Charset charset) {
        try {
            return LegacyText.charset(name).equals(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static RefusedXml unknown(String where, String name) {
        return new RefusedXml(Finding.Kind.CHARSET_UNKNOWN, where, name, "windows-31j (also as Shift_JIS) or UTF-8");
    }

    private static String decode(byte[] bytes, int from, Charset charset) {
        DecodedText decoded = LegacyText.decode(bytes, from, bytes.length, charset);
        return decoded.isClean() ? decoded.text() : marked(bytes, from, charset, decoded.bad());
    }

    private static String marked(byte[] bytes, int from, Charset charset, List<BadBytes> bad) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = from;
        for (BadBytes place : bad) {
            int start = from + place.offset();
            text.append(LegacyText.decode(bytes, at, start, charset).text());
            text.append(BAD).append(place.hex()).append(BAD_END);
            at = start + place.hex().length() / 2;
        }
        return text.append(LegacyText.decode(bytes, at, bytes.length, charset).text())
                .toString();
    }

    /** Whether a part of a document's text holds bytes that stand for nothing. */
    static boolean holdsBadBytes(String part) {
        return part.indexOf(BAD) >= 0 || part.indexOf(BAD_END) >= 0;
    }

    /** A part of a document's text for people: bad bytes read {@code <81AD>}. */
    static String readable(String part) {
        return holdsBadBytes(part) ? part.replace(BAD, '<').replace(BAD_END, '>') : part;
    }

    /** Whether the body calls itself HTML, in its header or by how it begins. */
    static boolean isHtml(String text, String contentType) {
        String start = text.substring(0, Math.min(text.length(), LONGEST_DECLARATION))
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/html")
                || start.startsWith("<!doctype html")
                || start.startsWith("<html");
    }
}
