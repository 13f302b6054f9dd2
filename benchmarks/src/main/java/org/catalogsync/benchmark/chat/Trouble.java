package org.catalogsync.benchmark.chat;

import java.time.Duration;

/** What may be broken beside the chat, one at a time. */
enum Trouble {
    NOTHING("nothing") {
        @Override
        void begin(Parts parts) {}
    },
    ERP_DEAD("ERP dead") {
        @Override
        void begin(Parts parts) {
            parts.erp().away();
        }
    },
    ERP_SLOW("ERP +5 s") {
        @Override
        void begin(Parts parts) {
            parts.erpFault("slow", Duration.ofSeconds(5));
        }
    },
    REDIS_DEAD("Redis dead") {
        @Override
        void begin(Parts parts) {
            parts.redis().away();
        }
    },
    OPENSEARCH_DEAD("OpenSearch dead") {
        @Override
        void begin(Parts parts) {
            parts.openSearch().away();
        }
    },
    MODEL_THROTTLED("model throttled") {
        @Override
        void begin(Parts parts) {
            parts.modelFault("throttle");
        }
    },
    MODEL_HANGS("model hangs after the first token") {
        @Override
        void begin(Parts parts) {
            parts.modelFault("hang_after_first");
        }
    },
    DYNAMODB_SLOW("DynamoDB +2 s") {
        @Override
        void begin(Parts parts) {
            parts.dynamo().slow(Duration.ofSeconds(2));
        }
    };

    private final String title;

    Trouble(String title) {
        this.title = title;
    }

    abstract void begin(Parts parts);

    String title() {
        return title;
    }
}
