package org.catalogsync.chat.observe;

import java.util.List;
import java.util.Map;
import org.catalogsync.stores.InvalidSettings;

/** How lines of the log look: {@code CHAT_LOG=text} (default), for people at a terminal, or {@code json}, an object a line. {@code logback.xml} takes one of two. */
public final class LogForm {
    private static final String VARIABLE = "CHAT_LOG";
    private static final String PROPERTY = "catalogsync.log";
    private static final String TEXT = "text";
    private static final String JSON = "json";

    private LogForm() {}

    /** Throws {@link InvalidSettings} for any other. */
    public static String of(Map<String, String> environment) {
        String form = environment.getOrDefault(VARIABLE, "").trim();
        if (form.isEmpty() || form.equals(TEXT)) {
            return TEXT;
        }
        if (form.equals(JSON)) {
            return JSON;
        }
        throw new InvalidSettings(List.of("the log: " + VARIABLE + " expected text or json, found '" + form + "'"));
    }

    /** Before the first line is written. An unusable form is told at the start, with all other problems, in lines that people can read. */
    public static void choose(Map<String, String> environment) {
        System.setProperty(
                PROPERTY, JSON.equals(environment.getOrDefault(VARIABLE, "").trim()) ? JSON : TEXT);
    }
}
