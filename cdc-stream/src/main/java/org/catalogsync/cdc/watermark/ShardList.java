package org.catalogsync.cdc.watermark;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shards of the stream and whose children they are, as they were last listed. */
public final class ShardList {
    private volatile Listed last = new Listed(new TreeMap<>());

    /**
     * Takes the place of the list before.
     *
     * @param listed all shards that the stream keeps, closed ones too, each with its parents (two of a merge)
     */
    public void listed(Map<String, List<String>> listed) {
        last = new Listed(new TreeMap<>(listed));
    }

    /** Who decides more than one thing by it takes it once: between two looks it may have become another. */
    Listed last() {
        return last;
    }

    /** One list. Empty before the first one. */
    record Listed(SortedMap<String, List<String>> parents) {

        SortedSet<String> all() {
            return new TreeSet<>(parents.keySet());
        }

        /** Whether all shards are listed in which the shard's successors are: both halves of a split, or the one of a merge. A closed shard whose children are not known may have any number of changes behind it. */
        boolean childrenKnown(String shard) {
            List<List<String>> families =
                    parents.values().stream().filter(of -> of.contains(shard)).toList();
            return families.size() >= 2 || families.stream().anyMatch(of -> of.size() == 2);
        }

        /** Whether the stream no longer keeps the shard. One that is not listed may also have been made since; not if its children are listed, or if its number is below all others, since numbers only grow. */
        boolean expired(String shard) {
            return !parents.isEmpty()
                    && !parents.containsKey(shard)
                    && (shard.compareTo(parents.firstKey()) < 0
                            || parents.values().stream().anyMatch(of -> of.contains(shard)));
        }
    }
}
