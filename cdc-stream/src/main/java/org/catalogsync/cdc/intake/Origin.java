package org.catalogsync.cdc.intake;

/**
 * Where a record stands in its source.
 *
 * @param source the shard, or the file
 * @param sequence the sequence number in the shard, or the line in the file
 * @param sub the place inside an aggregated record, 0 otherwise; the number of a file's record among those of all files
 */
public record Origin(String source, String sequence, long sub) {

    /** A place inside the record at this place. */
    public Origin part(long number) {
        return new Origin(source, sequence, number);
    }

    /** One text for logs and as a name: {@code shardId-000000000000/4957…/0}. */
    @Override
    public String toString() {
        return source + "/" + sequence + "/" + sub;
    }
}
