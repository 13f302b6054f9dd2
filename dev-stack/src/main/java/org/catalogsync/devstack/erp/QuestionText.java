package org.catalogsync.devstack.erp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text of a question's bytes before any parser sees them: the JDK's would take Shift_JIS for something else than this ERP does. */
final class QuestionText {
    private static final Set<String> LEGACY =
            Set.of("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932", "cp932", "windows-932");
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,200}?\\bencoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";]+)");
    private static final int LONGEST_DECLARATION = 256;

    private QuestionText() {}

    /** By the document's own word, else by the header's, else UTF-8. */
    static String of(byte[] body, String contentType) throws SoapFault {
        String name = charset(body, contentType);
        try {
            if (LEGACY.contains(name)) {
                return Windows31j.decode(body);
            }
            if (name.equals("utf-8")) {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException e) {
            throw SoapFault.client("the document holds bytes that are not in " + name);
        }
        throw SoapFault.client("unknown charset " + name);
    }

    private static String charset(byte[] body, String contentType) {
        int length = Math.min(body.length, LONGEST_DECLARATION);
        Matcher declared = DECLARED.matcher(new String(body, 0, length, StandardCharsets.ISO_8859_1));
        Matcher header = CHARSET.matcher(contentType);
        String name = declared.find() ? declared.group(1) : header.find() ? header.group(1) : "UTF-8";
        return name.toLowerCase(Locale.ROOT);
    }
}
