package org.catalogsync.stores.embeddings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.model.ContentHash;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Embeddings by Titan Text Embeddings V2 on Bedrock, kept in a DynamoDB table. A batch is kept as soon as it is computed, so a run that dies pays for no text twice.
 */
public final class TitanEmbeddings implements Embeddings, AutoCloseable {
    private final BedrockRuntimeClient bedrock;
    private final VectorTable kept;
    private final TitanJson json;
    private final String model;
    private final int dimensions;
    private final int concurrency;
    private final Retry retry;

    private TitanEmbeddings(
            BedrockRuntimeClient bedrock,
            VectorTable kept,
            String model,
            int dimensions,
            int concurrency,
            Retry retry) {
        this.bedrock = bedrock;
        this.kept = kept;
        this.json = new TitanJson(dimensions);
        this.model = model;
        this.dimensions = dimensions;
        this.concurrency = concurrency;
        this.retry = retry;
    }

    /** @param keeping for the table of vectors, which is another service than the model */
    public static TitanEmbeddings open(AwsClients aws, StoresSettings settings, Retry retry, Retry keeping) {
        VectorTable kept = VectorTable.open(
                aws,
                settings.embeddingsTable(),
                settings.embeddingModel(),
                settings.embeddingDimensions(),
                settings.vectorWrites(),
                keeping);
        return new TitanEmbeddings(
                aws.open("BEDROCK_RUNTIME", BedrockRuntimeClient.builder()),
                kept,
                settings.embeddingModel(),
                settings.embeddingDimensions(),
                settings.embeddingConcurrency(),
                retry);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public void createIfAbsent() {
        kept.createIfAbsent();
    }

    @Override
    public Vectors embed(Collection<String> texts) {
        Map<String, String> textByHash = LinkedHashMap.newLinkedHashMap(texts.size());
        texts.forEach(text -> textByHash.put(hash(text), text));
        Map<String, float[]> byText = HashMap.newHashMap(textByHash.size());
        kept.find(textByHash.keySet(), concurrency)
                .forEach((hash, vector) -> byText.put(textByHash.remove(hash), vector));
        int reused = byText.size();
        Parallel.map(concurrency, batches(textByHash), this::compute).forEach(byText::putAll);
        return new Vectors(byText, byText.size() - reused, reused);
    }

    @Override
    public float[] embedOnce(String text) {
        return compute(text);
    }

    /** The text comes last, so that no two keys can read the same. */
    private String hash(String text) {
        return ContentHash.sha256Hex(model + "\n" + dimensions + "\nnormalized\n" + text);
    }

    /** Few texts are spread over all workers, many go in batches as large as one write takes. */
    private List<Map<String, String>> batches(Map<String, String> textByHash) {
        int size = Math.clamp(Math.ceilDiv(textByHash.size(), concurrency), 1, kept.batchSize());
        List<Map<String, String>> batches = new ArrayList<>();
        textByHash.forEach((hash, text) -> {
            if (batches.isEmpty() || batches.getLast().size() == size) {
                batches.add(HashMap.newHashMap(size));
            }
            batches.getLast().put(hash, text);
        });
        return batches;
    }

    private Map<String, float[]> compute(Map<String, String> textByHash) {
        Map<String, float[]> byText = HashMap.newHashMap(textByHash.size());
        Map<String, float[]> byHash = HashMap.newHashMap(textByHash.size());
        textByHash.forEach((hash, text) -> {
            float[] vector = compute(text);
            byText.put(text, vector);
            byHash.put(hash, vector);
        });
        kept.keep(byHash);
        return byText;
    }

    private float[] compute(String text) {
        SdkBytes request = SdkBytes.fromByteArrayUnsafe(json.request(text));
        return retry.call(
                "embed a text of " + text.length() + " characters",
                () -> json.vector(bedrock.invokeModel(i -> i.modelId(model)
                                .contentType("application/json")
                                .accept("application/json")
                                .body(request))
                        .body()
                        .asByteArrayUnsafe()));
    }

    @Override
    public void close() {
        bedrock.close();
        kept.close();
    }
}
