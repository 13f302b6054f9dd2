package org.catalogsync.sync.run;

import java.util.List;
import java.util.Optional;

/** Where facts lie: texts by run and name. The job repository's database; in the simulation, memory that forgets what was not committed. */
public interface FactTable {

    /** Writes or replaces, inside the caller's transaction. */
    void put(long run, String name, String text);

    /** Writes or replaces in a transaction of its own. */
    void keep(long run, String name, String text);

    void remove(long run, String name);

    Optional<String> find(long run, String name);

    /** The texts of all facts whose names start so, in the order of their names. */
    List<String> startingWith(long run, String prefix);
}
