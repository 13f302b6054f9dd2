package org.catalogsync.sync;

import org.catalogsync.sync.command.CatalogSync;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the command that the arguments name. Commands that only parse, such as {@code --help}, never start the application context. */
@SpringBootApplication
@EnableConfigurationProperties(SyncSettings.class)
public class Application {

    public static void main(String[] args) {
        // The embedded job repository listens for other commands of this machine only.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        System.exit(CatalogSync.execute(Application::session, args));
    }

    private static Session session() {
        Session session = Session.open(System.getenv());
        Signals.stop(session);
        return session;
    }
}
