package org.catalogsync.part.erp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text of SQL at the semicolons between statements. One after the other, so that each one's outcome is known: the
 * driver would tell of several at once only how the last one fared. {@code DELIMITER}, which belongs to MySQL's own client, is
 * not known.
 */
final class Statements {

    /**
     * What a semicolon may stand in without ending a statement, else a semicolon. What is never closed reaches to the end. A
     * comment that starts with an exclamation mark is SQL to MariaDB.
     */
    private static final Pattern TOKEN = Pattern.compile("""
            (?s)'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+(?:'|\\z)\
            |"[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+(?:"|\\z)\
            |`[^`]*+(?:`|\\z)\
            |/\\*M?!.*?(?:\\*/|\\z)\
            |(?<comment>--(?=\\s|\\z)[^\\n]*+|\\#[^\\n]*+|/\\*.*?(?:\\*/|\\z))\
            |(?<end>;)""");

    private Statements() {}

    /** The statements that are more than blanks and comments, in order. */
    static List<String> in(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int from = 0;
        while (token.find()) {
            statement.append(text, from, token.start());
            if (token.group("end") != null) {
                finish(statement, statements);
            } else if (token.group("comment") == null) {
                statement.append(token.group());
            } else {
                // A comment is a blank between what stands before and after it.
                statement.append(' ');
            }
            from = token.end();
        }
        finish(statement.append(text, from, text.length()), statements);
        return statements;
    }

    private static void finish(StringBuilder statement, List<String> statements) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}
