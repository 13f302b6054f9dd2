package org.catalogsync.cdc.kinesis;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The consumer that the binder calls with the records of one shard. When it returns, the binder moves the shard's checkpoint; when it throws, the batch comes again.
 */
@Configuration(proxyBeanMethods = false)
class ChangesBinding {
    /** The binder's header; its class is the binder's own affair. */
    private static final String SHARD = "Kinesis_shard";

    @Bean
    Consumer<Message<List<Record>>> changes(StreamFlow flow, Clock clock) {
        return message -> {
            String shard = String.valueOf(message.getHeaders().getOrDefault(SHARD, "shard"));
            flow.handle(received(shard, message.getPayload(), clock.instant()));
        };
    }

    private static List<Received> received(String shard, List<Record> records, Instant now) {
        List<Received> batch = new ArrayList<>(records.size());
        for (Record record : records) {
            batch.add(new Received(
                    new Origin(shard, record.sequenceNumber(), 0), record.data().asByteArray(), now));
        }
        return batch;
    }
}
