package org.catalogsync.cdc.kinesis;

import io.awspring.cloud.kinesis.integration.KinesisMessageDrivenChannelAdapter;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.catalogsync.cdc.Standstill;
import org.catalogsync.cdc.StreamSettings;
import org.catalogsync.cdc.shards.ShardLeases;
import org.catalogsync.cdc.watermark.ShardList;
import org.catalogsync.cdc.watermark.ShardProgress;
import org.catalogsync.cdc.watermark.StreamWatermark;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.aws.AwsClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** How the binder comes to its records: one thread a shard, shared with other instances by leases. */
@Configuration(proxyBeanMethods = false)
@Profile("!files")
class ShardReading {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReading.class);
    private static final Duration LAST_BATCH = Duration.ofSeconds(20);

    @Bean(destroyMethod = "")
    ShardLeases leases(Stores stores, StreamSettings settings) {
        return new ShardLeases(
                stores.state(), settings.stream(), UUID.randomUUID().toString(), System::nanoTime);
    }

    @Bean
    AwsClients kinesisConnections(Stores stores) {
        return new AwsClients(stores.settings());
    }

    @Bean
    ShardProgress progress(StreamSettings settings) {
        return new ShardProgress(settings.watermarkMargin());
    }

    @Bean
    ShardList shardList() {
        return new ShardList();
    }

    @Bean
    StreamWatermark watermark(StreamSettings settings, ShardProgress progress, ShardList list, ShardLeases leases) {
        return new StreamWatermark(
                settings.stream(), progress, list, leases::term, settings.watermarkMargin(), System::nanoTime);
    }

    @Bean
    LeasedKinesis kinesis(AwsClients kinesisConnections, ShardLeases leases, ShardProgress progress, ShardList list) {
        return new LeasedKinesis(kinesisConnections.open("KINESIS", KinesisClient.builder()), leases, progress, list);
    }

    /** The binder makes a table for locks unless there is a registry; the one that it finds here is taken away from the adapter below. */
    @Bean
    LockRegistry<?> noLocks() {
        return new DefaultLockRegistry();
    }

    @Bean
    ConsumerEndpointCustomizer<KinesisMessageDrivenChannelAdapter> oneThreadAShard(LeasedKinesis kinesis) {
        return (adapter, destination, group) -> {
            adapter.setLockRegistry(null);
            adapter.setShardListFilter(chosen -> kinesis.unfinished());
            // Reads wait, so no shard may share another one's thread.
            adapter.setConcurrency(0);
            adapter.setConsumerExecutor(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("shard-", 1).factory()));
        };
    }

    /** When the process ends no read waits any more, no batch is begun, those at hand are finished, and then the shards are given to others. */
    @Bean
    SmartLifecycle reading(ShardLeases leases, LeasedKinesis kinesis, Standstill standstill) {
        return new Reading(leases, kinesis, standstill);
    }

    private static final class Reading implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {
        private final ShardLeases leases;
        private final LeasedKinesis kinesis;
        private final Standstill standstill;
        private volatile boolean running;

        Reading(ShardLeases leases, LeasedKinesis kinesis, Standstill standstill) {
            this.leases = leases;
            this.kinesis = kinesis;
            this.standstill = standstill;
        }

        @Override
        public void start() {
            leases.start();
            running = true;
        }

        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            standstill.close();
            kinesis.stopWaiting();
        }

        @Override
        public void stop() {
            if (!standstill.awaitEmpty(LAST_BATCH)) {
                LOG.warn("the batch at hand was not finished within {}; it comes again", LAST_BATCH);
            }
            leases.close();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        /** After the binder has stopped, before what follows the writes does. */
        @Override
        public int getPhase() {
            return Integer.MIN_VALUE + 1;
        }
    }
}
