package org.catalogsync.part.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local's SQLite file in write-ahead mode.
 *
 * <p>By default SQLite rewrites a rollback journal and waits for the disk several times per commit, and DynamoDB Local
 * commits every item by itself. Write-ahead with {@code synchronous=NORMAL} waits at checkpoints only. A killed process
 * loses nothing; a machine that loses power may lose the last commits, never the file: right for a stand-in.
 */
final class WriteAheadDatabase extends SQLiteDBAccess {

    WriteAheadDatabase(File file) {
        super(file);
        queue.execute(new SQLiteJob<Void>() {
            @Override
            protected Void job(SQLiteConnection connection) throws SQLiteException {
                connection.exec("PRAGMA journal_mode=WAL");
                connection.exec("PRAGMA synchronous=NORMAL");
                connection.exec("PRAGMA wal_autocheckpoint=4000");
                connection.exec("PRAGMA cache_size=-65536");
                return null;
            }
        }).complete();
    }
}
