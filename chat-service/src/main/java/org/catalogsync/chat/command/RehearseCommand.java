package org.catalogsync.chat.command;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.catalogsync.chat.RunningChat;
import org.catalogsync.chat.eval.HttpAsker;
import picocli.CommandLine.Command;

/**
 * A chat that nobody hears: it starts with all stores, the ERP and the models away, asks itself some questions over its own wire, and ends. Whoever runs it with {@code -XX:AOTCacheOutput} keeps what a start loads; decision 181.
 *
 * <p>It reaches no other machine and needs no account: every address is a port of this machine on which nobody listens.
 */
@Command(
        name = "rehearse",
        description = "Starts with everything away, asks itself some questions, and ends: for a cache of classes.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String PROFILE = "CATALOG_SYNC_PROFILE";

    /** In both languages, by ISBN and by title, with a topic, and what needs no fact at all. */
    private static final String[] QUESTIONS = {
        "9784088725093 ありますか", "ワンピース 1巻 の値段は？", "is Naruto volume 3 in stock?", "泣ける恋愛漫画のおすすめ", "hello"
    };

    private final Map<String, String> environment;
    private final PrintStream out;

    RehearseCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() {
        // The default chain of credentials looks here first, and then neither on disk nor at the instance.
        System.setProperty("aws.accessKeyId", "rehearsal");
        System.setProperty("aws.secretAccessKey", "rehearsal");
        try (RunningChat chat = RunningChat.start(settings());
                HttpAsker asker = new HttpAsker(chat.address())) {
            for (String question : QUESTIONS) {
                asker.ask("rehearsal", question);
            }
            out.println(QUESTIONS.length + " questions were answered with everything away");
        }
        return ChatCommand.DONE;
    }

    /** Nothing of the environment but the profile: a rehearsal in an account's network must not reach it. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AWS_REGION", "ap-northeast-1",
                "AWS_ENDPOINT_URL", "http://" + NOWHERE,
                "OPENSEARCH_URL", "http://" + NOWHERE,
                "REDIS_URL", "redis://" + NOWHERE,
                "ERP_ENDPOINT", "http://" + NOWHERE + "/inventory",
                "ERP_AUTH_TOKEN", "rehearsal",
                "CHAT_HOST", "127.0.0.1",
                "CHAT_PORT", "0",
                "CHAT_AUTH", "dev"));
        String profile = environment.get(PROFILE);
        if (profile != null) {
            settings.put(PROFILE, profile);
        }
        return settings;
    }
}
