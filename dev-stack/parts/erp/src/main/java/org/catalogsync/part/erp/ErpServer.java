package org.catalogsync.part.erp;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of the part: database, task, and a door that is open as long as both work.
 *
 * <p>The part's port belongs to the door. So whoever reaches the database knows that what he commits is being followed, and
 * a part that answers is a part that streams.
 */
public final class ErpServer {

    private static final Logger LOG = LoggerFactory.getLogger(ErpServer.class);

    private ErpServer() {}

    /** Arguments: port, folder of the data, folder of MariaDB, file that tells where Kinesis is, marker of our processes. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[1]);
        AtomicBoolean stopping = new AtomicBoolean();
        CountDownLatch over = new CountDownLatch(1);

        Door door = Door.bind(Integer.parseInt(args[0]));
        Database database = Database.start(data.resolve("db"), Path.of(args[2]), args[4]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping.set(true);
            door.close();
            database.close();
        }));
        database.onExit(() -> {
            LOG.error("The database ended");
            over.countDown();
        });

        Stream stream = new Stream(new KinesisAddress(Path.of(args[3])));
        Task task = new Task(data.resolve("cdc"), database.port(), stream, failure -> {
            LOG.error("The task ended", failure);
            over.countDown();
        });
        // Hooks run side by side; the database has to wait for the task, or the task would complain that it is gone.
        database.beforeEnd(task::close);
        task.start();
        if (task.awaitStreaming(over)) {
            door.open(database.port(), task::isStreaming);
        }
        over.await();
        if (!stopping.get()) {
            System.exit(1);
        }
    }
}
