package org.catalogsync.sync.declaration;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob over a file's path below its folder, with {@code /} between names: {@code *} and {@code ?} stay within a name, <code>**&#47;</code> crosses any number of folders (none too),
 * {@code [0-9A-F]} is one character of a set, and <code>{8}</code> repeats what stands before it.
 */
public final class FilePattern {
    private static final String LITERAL_IN_REGEX = "\\^$.|+()";

    private final String glob;
    private final Pattern pattern;

    private FilePattern(String glob, Pattern pattern) {
        this.glob = glob;
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if the glob is malformed
     */
    public static FilePattern of(String glob) {
        try {
            return new FilePattern(glob, Pattern.compile(regexOf(glob)));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("not a file pattern: '" + glob + "'", malformed);
        }
    }

    private static String regexOf(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 2;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (LITERAL_IN_REGEX.indexOf(c) >= 0) {
                regex.append('\\').append(c);
            } else {
                regex.append(c);
            }
        }
        return regex.toString();
    }

    /** Whether a file belongs to the source. Hidden files and files in hidden folders never do. */
    public boolean matches(String path) {
        return !path.startsWith(".")
                && !path.contains("/.")
                && pattern.matcher(path).matches();
    }

    @Override
    public String toString() {
        return glob;
    }
}
