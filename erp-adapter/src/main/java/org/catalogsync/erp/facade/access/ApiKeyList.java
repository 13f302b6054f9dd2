package org.catalogsync.erp.facade.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys as they are configured: one a line, {@code name:sha256:requests a second}; empty lines and those that begin with # say nothing. Problems name the line and never what stands in it, since somebody may have written the key itself.
 *
 * @param keys with distinct names and distinct digests
 * @param problems one sentence each
 */
public record ApiKeyList(List<ApiKey> keys, List<String> problems) {
    /** More clients than that are not what a list in a file is for. */
    static final int MOST = 1_000;

    private static final Pattern ENTRY = Pattern.compile("([a-z0-9_-]{1,32}):([0-9a-f]{64}):([0-9]{1,4})");
    private static final int FASTEST = 1_000;

    public ApiKeyList {
        keys = List.copyOf(keys);
        problems = List.copyOf(problems);
    }

    /** Reads all lines and keeps every problem. */
    public static ApiKeyList read(List<String> lines) {
        List<ApiKey> keys = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read("entry " + (i + 1), line, keys, taken, problems);
            }
        }
        if (keys.size() > MOST) {
            problems.add("expected at most " + MOST + " keys, found " + keys.size());
        }
        return new ApiKeyList(keys, problems);
    }

    private static void read(String where, String line, List<ApiKey> keys, Set<String> taken, List<String> problems) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            problems.add(
                    where + ": expected name:sha256:requests, a name of up to 32 of a-z, 0-9, - and _, 64 lower-case"
                            + " hex digits and a whole number; found something else");
            return;
        }
        int perSecond = Integer.parseInt(entry.group(3));
        if (perSecond < 1 || perSecond > FASTEST) {
            problems.add(where + ": expected 1 to " + FASTEST + " requests a second, found " + perSecond);
        } else if (!taken.add(entry.group(1)) || !taken.add(entry.group(2))) {
            problems.add(where + ": the name or the key has an entry already");
        } else {
            keys.add(new ApiKey(entry.group(1), entry.group(2), perSecond));
        }
    }
}
