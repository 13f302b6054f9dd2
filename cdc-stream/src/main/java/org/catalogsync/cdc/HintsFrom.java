package org.catalogsync.cdc;

/** Where the hints on the queues of index and cache come from. From the queues on all is the same. */
public enum HintsFrom {
    /** From the announcements of the stream of changes, by two rules of the bus. */
    BUS,
    /** From the product table's own stream: the writes of nights, repairs and redrives too. */
    TABLE_STREAM
}
