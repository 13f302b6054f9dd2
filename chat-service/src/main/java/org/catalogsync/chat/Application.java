package org.catalogsync.chat;

import org.catalogsync.chat.command.ChatCommand;
import org.catalogsync.chat.observe.LogForm;

/** The chat as a process. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        LogForm.choose(System.getenv());
        System.exit(ChatCommand.execute(System.getenv(), System.out, System.err, args));
    }
}
