package org.catalogsync.cdc.watermark;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shards of the stream and whose children they are, as they were last listed. */
public final class ShardList {
    private volatile SortedMap<String, List<String>> parents = new TreeMap<>();

    /**
     * Takes the place of the list before.
     *
     * @param listed all shards that the stream keeps, closed ones too, each with its parents (two of a merge)
     */
    public void listed(Map<String, List<String>> listed) {
        parents = new TreeMap<>(listed);
    }

    SortedSet<String> all() {
        return new TreeSet<>(parents.keySet());
    }

    /** Whether all shards are listed in which the shard's successors are: both halves of a split, or the one of a merge. A closed shard whose children are not known may have any number of changes behind it. */
    boolean childrenKnown(String shard) {
        List<List<String>> families =
                parents.values().stream().filter(of -> of.contains(shard)).toList();
        return families.size() >= 2 || families.stream().anyMatch(of -> of.size() == 2);
    }

    /** Whether the stream no longer keeps the shard. Numbers of shards only grow, so one that is above all listed ones was made since. */
    boolean expired(String shard) {
        return !parents.isEmpty() && shard.compareTo(parents.firstKey()) < 0;
    }
}
