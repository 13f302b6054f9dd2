package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.Application;
import org.catalogsync.cdc.FanOut;
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
            String waiting = files == 0 ? "" : drained(context);
            StreamStatus.Snapshot status = context.getBean(StreamStatus.class).now();
            out.println(files + " files, " + rounds.lines() + " lines: " + status.applied() + " applied, "
                    + status.superseded() + " superseded, " + status.quarantined() + " quarantined, " + status.hints()
                    + " hints" + waiting);
            return waiting.isEmpty() ? Cdc.DONE : Cdc.FAILED;
        }
    }

    /** Waits until the hints are on the queues and these are empty twice; returns what waits then, in words: a store that is away keeps hints waiting on the queues or in hand. */
    private static String drained(ConfigurableApplicationContext context) throws InterruptedException {
        Stores stores = context.getBean(Stores.class);
        StreamSettings settings = context.getBean(StreamSettings.class);
        FanOut fanOut = context.getBean(FanOut.class);
        List<MessageQueue> queues =
                List.of(stores.queue(settings.indexQueue()), stores.queue(settings.invalidateQueue()));
        long written = System.nanoTime();
        long end = written + PATIENCE.toNanos();
        int empty = 0;
        while (true) {
            boolean relayed = fanOut.relayed(written);
            long waiting =
                    queues.stream().mapToLong(MessageQueue::approximateDepth).sum() + fanOut.inHand();
            empty = relayed && waiting == 0 ? empty + 1 : 0;
            if (empty == 2) {
                return "";
            }
            if (System.nanoTime() - end > 0) {
                return "; " + waiting + " messages still wait for index and cache"
                        + (relayed ? "" : ", and writes in the table's stream for their hints");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
