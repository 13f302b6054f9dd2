package org.catalogsync.stores.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.fault.FaultyProxy;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.embeddings.Embeddings.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the embeddings do when the model throttles or fails. */
class FailingEmbeddingsTest {
    private final String run = Long.toString(System.nanoTime(), 36);
    private FaultyProxy model;
    private Stores stores;

    @BeforeEach
    void openThroughProxy() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.BEDROCK, PartName.DYNAMODB));
        model = FaultyProxy.to(URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"))));
        environment.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", model.url());
        stores = Stores.of(StoresSettings.fromEnvironment(environment));
        stores.embeddings().createIfAbsent();
    }

    @AfterEach
    void close() {
        stores.close();
        model.close();
    }

    @Test
    void waitsOutThrottles() {
        for (int i = 0; i < 7; i++) {
            model.answer("invoke", 429, "{\"message\":\"Too many requests\"}", error("ThrottlingException"));
        }

        Vectors vectors = stores.embeddings().embed(texts(40));

        assertThat(vectors.computed()).isEqualTo(40);
        assertThat(stores.retries().snapshot().of("embeddings", Retry.Kind.THROTTLED))
                .isEqualTo(7);
    }

    @Test
    void keepsWhatWasComputedBeforeAFailure() {
        List<String> texts = texts(200);
        stores.embeddings().embed(texts.subList(0, 100));
        model.answer("invoke", 400, "{\"message\":\"Malformed input\"}", error("ValidationException"));

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> stores.embeddings().embed(texts))
                .withMessageContaining("Malformed input");

        Vectors after = stores.embeddings().embed(texts);
        assertThat(after.reused()).isGreaterThanOrEqualTo(100);
        assertThat(after.computed() + after.reused()).isEqualTo(200);
    }

    @Test
    void refusesAVectorOfAnotherWidth() {
        model.answer("invoke", 200, "{\"embedding\":[0.6,0.8],\"inputTextTokenCount\":3}");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> stores.embeddings().embed(texts(1)))
                .withMessageContaining("expected an embedding of 256 numbers, found 2");
    }

    private static Map<String, String> error(String type) {
        return Map.of("x-amzn-ErrorType", type);
    }

    private List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "故障の記録 " + run + " " + i).toList();
    }
}
