package org.catalogsync.erp;

/**
 * A text that no log, message or dump of an object may show.
 *
 * @param value the text itself, for the one place that sends it
 */
public record Secret(String value) {

    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an empty secret");
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
