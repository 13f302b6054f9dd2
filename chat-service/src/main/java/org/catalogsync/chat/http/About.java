package org.catalogsync.chat.http;

/**
 * What the service says of itself.
 *
 * @param model the id of the model that writes prose
 * @param standIn whether that is a local stand-in, which a page has to say
 */
public record About(String name, String version, String model, boolean standIn) {}
