package org.catalogsync.cdc.observe;

/**
 * What the places are called that a traced record passes through.
 *
 * @param stream the Kinesis stream
 * @param table the product table
 * @param bus the event bus
 */
public record TracePlaces(String stream, String table, String bus) {}
