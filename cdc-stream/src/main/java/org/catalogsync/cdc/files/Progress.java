package org.catalogsync.cdc.files;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the files are read: the last {@link #REMEMBERED} that are finished, and the one under way.
 *
 * <p>Files before the oldest remembered one count as finished. One behind it that is not among them is not, whenever it comes to be seen: that is how a file is found that appears after others with later names
 * (decision 95).
 *
 * @param finished the name of each file below the prefix, and the number behind its last record
 * @param underWay the file that is not read to its end, null where there is none
 */
record Progress(
        SortedMap<String, Integer> finished, @Nullable UnderWay underWay) {
    static final int REMEMBERED = 300;
    static final Progress NONE = new Progress(new TreeMap<>(), null);

    /** Left free before each file for the records of one that comes late. */
    private static final int ROOM = 1 << 14;

    /** Beyond it numbers begin anew. They decide only between changes of one commit time, which are few files apart. */
    private static final int LAST_FIRST = 1 << 30;

    /**
     * @param first the number of the file's first record
     * @param line the last line that is done, 0 for none
     */
    record UnderWay(String name, int first, long line) {
        UnderWay at(long reached) {
            return new UnderWay(name, first, reached);
        }
    }

    /** The name behind which files are looked for. */
    String floor() {
        return finished.size() < REMEMBERED ? "" : finished.firstKey();
    }

    boolean isFinished(String name) {
        return finished.containsKey(name) || name.compareTo(floor()) <= 0;
    }

    /** Where to go on in a file. */
    UnderWay in(String name) {
        if (underWay != null && underWay.name.equals(name)) {
            return underWay;
        }
        SortedMap<String, Integer> before = finished.headMap(name);
        int end = before.isEmpty() ? 0 : before.getOrDefault(before.lastKey(), 0);
        return new UnderWay(name, finishedBehind(name) > 0 || before.isEmpty() ? end : withRoom(end), 0);
    }

    private static int withRoom(int end) {
        return end > LAST_FIRST ? 0 : end + ROOM;
    }

    Progress reached(UnderWay place) {
        return new Progress(finished, place);
    }

    /** @param end the number behind the file's last record */
    Progress finished(String name, int end) {
        SortedMap<String, Integer> more = new TreeMap<>(finished);
        more.put(name, end);
        if (more.size() > REMEMBERED) {
            more.remove(more.firstKey());
        }
        return new Progress(more, null);
    }

    /** How many finished files have later names. */
    int finishedBehind(String name) {
        return finished.tailMap(name).size();
    }

    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put(
                "finished",
                finished.entrySet().stream()
                        .map(file -> file.getValue() + " " + file.getKey())
                        .collect(Collectors.joining("\n")));
        if (underWay != null) {
            fields.put("file", underWay.name);
            fields.put("first", Integer.toString(underWay.first));
            fields.put("line", Long.toString(underWay.line));
        }
        return fields;
    }

    static Progress of(Map<String, String> fields) {
        SortedMap<String, Integer> finished = new TreeMap<>();
        fields.getOrDefault("finished", "").lines().forEach(file -> {
            int space = file.indexOf(' ');
            finished.put(file.substring(space + 1), Integer.valueOf(file.substring(0, space)));
        });
        String name = fields.get("file");
        UnderWay underWay = name == null
                ? null
                : new UnderWay(
                        name,
                        Integer.parseInt(fields.getOrDefault("first", "0")),
                        Long.parseLong(fields.getOrDefault("line", "0")));
        return new Progress(finished, underWay);
    }
}
