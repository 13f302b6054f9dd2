package org.catalogsync.cdc.files;

/**
 * What a process does with change files.
 *
 * @param follow whether it looks for new ones until it is stopped; else somebody calls the rounds
 */
public record FileTask(FileSource source, boolean follow) {}
