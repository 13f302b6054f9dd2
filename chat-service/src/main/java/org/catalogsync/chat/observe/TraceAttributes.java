package org.catalogsync.chat.observe;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** What is told of a span: the names of OpenTelemetry's conventions for generative models where there are such, and our own. None of them holds a text. */
final class TraceAttributes {
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> INTENT = AttributeKey.stringKey("catalog_sync.intent");
    static final AttributeKey<String> LANGUAGE = AttributeKey.stringKey("catalog_sync.language");
    static final AttributeKey<Boolean> SURE = AttributeKey.booleanKey("catalog_sync.sure");
    static final AttributeKey<Long> VOLUMES = AttributeKey.longKey("catalog_sync.volumes");
    static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey("catalog_sync.cached");
    static final AttributeKey<List<String>> SOURCE = AttributeKey.stringArrayKey("catalog_sync.source");
    static final AttributeKey<Boolean> STALE = AttributeKey.booleanKey("catalog_sync.stale");
    static final AttributeKey<Boolean> DEGRADED = AttributeKey.booleanKey("catalog_sync.degraded");
    static final AttributeKey<String> STATUS = AttributeKey.stringKey("catalog_sync.status");
    static final AttributeKey<String> WHY = AttributeKey.stringKey("catalog_sync.why");

    private TraceAttributes() {}
}
