package org.catalogsync.chat.lookup;

import java.time.Duration;

/**
 * How long each part of looking something up may take.
 *
 * @param fresh how old a figure may be without a question to the ERP
 * @param table until the last known figure is taken instead of the table's
 * @param erp until the figure at hand is shown although a newer one was wished for
 */
public record LookupSettings(Duration fresh, Duration table, Duration erp) {}
