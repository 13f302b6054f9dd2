package org.catalogsync.chat.http;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the service says of itself.
 *
 * @param model the id of the model that writes prose
 * @param standIn whether that is a local stand-in, which a page has to say
 * @param examples questions that this catalogue has an answer to, by language; empty while there is no catalogue
 */
public record About(
        String name, String version, String model, boolean standIn, Supplier<Map<String, List<String>>> examples) {}
