package org.catalogsync.cdc.observe;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** What is told of a span: the names of OpenTelemetry's conventions where there are such, and our own. */
final class TraceAttributes {
    static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> MESSAGING_OPERATION = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> MESSAGING_OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    static final AttributeKey<String> KINESIS_STREAM = AttributeKey.stringKey("aws.kinesis.stream_name");
    static final AttributeKey<List<String>> DYNAMODB_TABLES = AttributeKey.stringArrayKey("aws.dynamodb.table_names");
    static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> ISBN = AttributeKey.stringKey("catalog_sync.isbn");
    static final AttributeKey<String> SOURCE_VERSION = AttributeKey.stringKey("catalog_sync.source_version");
    static final AttributeKey<String> END = AttributeKey.stringKey("catalog_sync.end");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("catalog_sync.reason");
    static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("catalog_sync.event_id");
    static final AttributeKey<String> RECORD = AttributeKey.stringKey("catalog_sync.record");
    static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("catalog_sync.batch_size");
    static final AttributeKey<Long> RECEIVES = AttributeKey.longKey("catalog_sync.receives");

    private TraceAttributes() {}
}
