package org.catalogsync.cdc.kinesis;

import io.awspring.cloud.kinesis.integration.Checkpointer;
import io.awspring.cloud.kinesis.integration.KinesisHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.catalogsync.cdc.Lags;
import org.catalogsync.cdc.Pauses;
import org.catalogsync.cdc.Standstill;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.StreamPaused;
import org.catalogsync.cdc.StreamSettings;
import org.catalogsync.cdc.StreamStatus;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.watermark.ShardProgress;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.stream.binder.Binding;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.messaging.Message;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The consumer that the binder calls with the records of one shard. It moves the shard's checkpoint when they are done; when it throws, the batch comes again. */
@Configuration(proxyBeanMethods = false)
@Profile("!files")
class ChangesBinding {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesBinding.class);

    @Bean
    Consumer<Message<List<Record>>> changes(
            StreamFlow flow, Clock clock, Standstill standstill, ShardProgress progress) {
        return message -> {
            String shard = String.valueOf(message.getHeaders().getOrDefault(KinesisHeaders.SHARD, "shard"));
            List<Received> batch = received(shard, message.getPayload(), clock.instant());
            Checkpointer checkpointer =
                    Objects.requireNonNull(message.getHeaders().get(KinesisHeaders.CHECKPOINTER, Checkpointer.class));
            try {
                Newest newest = new Newest();
                standstill.handle(shard, () -> newest.commit = flow.handle(batch), () -> {
                    // Somebody else's checkpoint may be ahead of this one, after a lease was lost: then it stays.
                    checkpointer.checkpoint();
                    progress.handled(shard, newest.commit, batch.getLast().arrived());
                });
            } catch (StoreUnavailable stops) {
                // The binder asks for the batch again after this, and again: no checkpoint has moved.
                LOG.error("{} stands still: {}", shard, stops.getMessage());
                throw stops;
            } catch (StreamPaused | Standstill.Ending stops) {
                throw stops;
            } catch (RuntimeException unexpected) {
                LOG.error("{} stands still", shard, unexpected);
                throw unexpected;
            }
        };
    }

    /** Of a batch, once it is handled. */
    private static final class Newest {
        private Optional<Instant> commit = Optional.empty();
    }

    /** Before the binder asks for the first record. */
    @Bean
    InitializingBean streamMade(Stores stores, StreamSettings settings) {
        return () -> {
            if (stores.settings().profile() == StoresSettings.Profile.DEV) {
                try (StreamWriter stream = StreamWriter.open(stores.settings(), settings.stream())) {
                    stream.createIfAbsent(1);
                }
            }
        };
    }

    @Bean
    StreamStatus status(
            StreamCounts counts, Lags lags, Pauses pauses, ObjectProvider<BindingsLifecycleController> bindings) {
        return new StreamStatus(
                counts,
                lags,
                pauses,
                () -> bindings.getObject().queryState("changes-in-0").stream().anyMatch(Binding::isRunning));
    }

    private static List<Received> received(String shard, List<Record> records, Instant now) {
        List<Received> batch = new ArrayList<>(records.size());
        for (Record record : records) {
            Instant arrived = Objects.requireNonNullElse(record.approximateArrivalTimestamp(), now);
            batch.add(new Received(
                    new Origin(shard, record.sequenceNumber(), 0), record.data().asByteArray(), arrived));
        }
        return batch;
    }
}
