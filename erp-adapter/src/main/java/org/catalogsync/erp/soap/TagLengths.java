package org.catalogsync.erp.soap;

import org.catalogsync.erp.Finding;

/** Looks for a tag that is too long, before any parser does: the JDK's takes time with the square of a tag's namespaces, and no setting of it counts them. */
final class TagLengths {
    private final String text;
    private final int most;

    private TagLengths(String text, int most) {
        this.text = text;
        this.most = most;
    }

    /** One pass; what is no XML is the parser's to tell. */
    static void check(String text, int most) throws RefusedXml {
        new TagLengths(text, most).check();
    }

    private void check() throws RefusedXml {
        int at = text.indexOf('<');
        while (at >= 0) {
            int end;
            if (text.startsWith("<!--", at)) {
                end = text.indexOf("-->", at + 4);
            } else if (text.startsWith("<![CDATA[", at)) {
                end = text.indexOf("]]>", at + 9);
            } else {
                end = endOfTag(at);
            }
            at = end < 0 ? -1 : text.indexOf('<', end);
        }
    }

    /** Where the tag ends, a {@code >} between quotes aside; -1 where the text does before. */
    private int endOfTag(int start) throws RefusedXml {
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            if (i - start >= most) {
                throw new RefusedXml(
                        Finding.Kind.LIMIT_EXCEEDED,
                        "length of a tag",
                        text.substring(start, start + Math.min(most, 40)) + "…",
                        most + " characters at most");
            }
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }
}
