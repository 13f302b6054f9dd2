package org.catalogsync.cdc.files;

import org.catalogsync.cdc.Lags;
import org.catalogsync.cdc.Pauses;
import org.catalogsync.cdc.Standstill;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.StreamSettings;
import org.catalogsync.cdc.StreamStatus;
import org.catalogsync.cdc.files.FileRounds.Hands;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.stores.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;

/** The files as the source of the process, in the place of the stream. */
@Configuration(proxyBeanMethods = false)
@Profile("files")
class FilesBinding {
    private static final Logger LOG = LoggerFactory.getLogger(FilesBinding.class);

    @Bean
    FileRounds rounds(
            FileTask task,
            Stores stores,
            StreamSettings settings,
            ChangeFiles files,
            StreamFlow flow,
            Standstill standstill) {
        if (settings.files().commitColumn() == null) {
            LOG.warn(
                    "catalog-sync.cdc.files.commit-column names no column, so every line is a hint and waits for the night");
        }
        String address = task.source().address(stores);
        return new FileRounds(
                task.source().open(stores),
                address,
                task.source().prefix(),
                files,
                flow,
                new ProgressRecord(stores.state(), address),
                task.follow() ? standstill::handle : Hands.ONCE);
    }

    @Bean(destroyMethod = "")
    FileFollower follower(FileRounds rounds, Standstill standstill, StreamSettings settings) {
        return new FileFollower(rounds, standstill, settings.files().poll());
    }

    @Bean
    StreamStatus status(StreamCounts counts, Lags lags, Pauses pauses, FileTask task, FileFollower follower) {
        return new StreamStatus(counts, lags, pauses, () -> !task.follow() || follower.isRunning());
    }

    @Bean
    SmartLifecycle following(FileTask task, FileFollower follower) {
        return new Following(task, follower);
    }

    /** Starts last and stops first, as the binder of the stream does. */
    private static final class Following implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {
        private final FileTask task;
        private final FileFollower follower;

        Following(FileTask task, FileFollower follower) {
            this.task = task;
            this.follower = follower;
        }

        @Override
        public boolean isAutoStartup() {
            return task.follow();
        }

        @Override
        public void start() {
            follower.start();
        }

        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            follower.stopTaking();
        }

        @Override
        public void stop() {
            follower.close();
        }

        @Override
        public boolean isRunning() {
            return follower.isRunning();
        }
    }
}
