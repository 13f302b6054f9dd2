package org.catalogsync.chat;

import org.catalogsync.chat.command.ChatCommand;

/** The chat as a process. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        System.exit(ChatCommand.execute(System.getenv(), System.out, System.err, args));
    }
}
