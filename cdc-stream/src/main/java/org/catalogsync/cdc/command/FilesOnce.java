package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.StreamSettings;
import org.catalogsync.cdc.StreamStatus;
import org.catalogsync.cdc.files.FileRounds;
import org.catalogsync.cdc.files.FileSource;
import org.catalogsync.cdc.files.FileTask;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.queues.MessageQueue;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code --once}: every file that is there, the hints that follow from it, and one line about both. */
final class FilesOnce {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Between two looks at the queues. The bus delivers in its own time, so one empty look proves nothing. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private FilesOnce() {}

    static int run(Map<String, String> environment, FileSource source, PrintStream out, String... settings)
            throws InterruptedException {
        // Beside a process that follows: any free port will do, unless one is named.
        String[] all = settings.length > 0 ? Arrays.copyOf(settings, settings.length) : new String[] {"server.port=0"};
        try (ConfigurableApplicationContext context =
                Application.startOnFiles(environment, new FileTask(source, false), all)) {
            FileRounds rounds = context.getBean(FileRounds.class);
            int files = rounds.toTheEnd();
            long waiting = files == 0 ? 0 : drained(context);
            StreamStatus.Snapshot status = context.getBean(StreamStatus.class).now();
            out.println(files + " files, " + rounds.lines() + " lines: " + status.applied() + " applied, "
                    + status.superseded() + " superseded, " + status.quarantined() + " quarantined, " + status.hints()
                    + " hints" + (waiting == 0 ? "" : "; " + waiting + " messages still wait for index and cache"));
            return Cdc.DONE;
        }
    }

    /** Waits until the queues are empty twice; returns how many messages wait then. What is received already is finished when the context closes. */
    private static long drained(ConfigurableApplicationContext context) throws InterruptedException {
        Stores stores = context.getBean(Stores.class);
        StreamSettings settings = context.getBean(StreamSettings.class);
        List<MessageQueue> queues =
                List.of(stores.queue(settings.indexQueue()), stores.queue(settings.invalidateQueue()));
        long end = System.nanoTime() + PATIENCE.toNanos();
        int empty = 0;
        while (true) {
            long waiting =
                    queues.stream().mapToLong(MessageQueue::approximateDepth).sum();
            empty = waiting == 0 ? empty + 1 : 0;
            if (empty == 2 || System.nanoTime() > end) {
                return waiting;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
