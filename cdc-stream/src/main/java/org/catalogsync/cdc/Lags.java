package org.catalogsync.cdc;

import org.catalogsync.cdc.observe.Lag;

/** How far behind each store is. */
public record Lags(Lag dynamodb, Lag opensearch, Lag redis) {}
