package org.catalogsync.stores;

import java.util.Locale;

/** The services behind the stores, as people know them: one service may stand behind several stores. */
public enum Service {
    DYNAMODB,
    S3,
    OPENSEARCH,
    BEDROCK,
    EVENTBRIDGE,
    REDIS,
    SQS,
    ERP,
    DMS;

    /** As figures and reports name it, such as {@code dynamodb}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service of a store as {@link Retry} names it, such as {@code products}. */
    static Service behind(String store) {
        return switch (store) {
            case "products", "state", "table-stream", "vectors" -> DYNAMODB;
            case "objects" -> S3;
            case "index" -> OPENSEARCH;
            case "embeddings" -> BEDROCK;
            case "events" -> EVENTBRIDGE;
            case "cache" -> REDIS;
            case "queues" -> SQS;
            case "erp" -> ERP;
            case "full-load" -> DMS;
            default -> throw new IllegalArgumentException("no service is known behind the store '" + store + "'");
        };
    }
}
