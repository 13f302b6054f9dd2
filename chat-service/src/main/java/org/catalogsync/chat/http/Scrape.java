package org.catalogsync.chat.http;

/** All metrics as they are now, in Prometheus's text. */
@FunctionalInterface
public interface Scrape {

    String text();
}
