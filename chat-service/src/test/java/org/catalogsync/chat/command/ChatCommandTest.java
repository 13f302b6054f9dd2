package org.catalogsync.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start is refused for, and that it is known before anything has been started. */
class ChatCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "--port abc, --port, abc",
        "--port 70000, 0 to 65535, 70000",
        "--auth foo, jwt or dev, foo",
        "--auth dev --bind 0.0.0.0, jwt where CHAT_HOST lets other machines ask, dev",
        "--loud, Unknown option, --loud",
        "eval --seed x, --seed, x",
        "evil, Unmatched argument, evil"
    })
    void tellsWhatIsWrongAndWhatWasFound(String arguments, String expected, String found) {
        assertThat(checked(arguments)).isEqualTo(ChatCommand.USAGE);
        assertThat(said()).contains(expected, found).doesNotContain("WARN");
    }

    @Test
    void startsNothingToLookAtThem() {
        assertThat(checked("--port 0 --auth dev")).isZero();
        assertThat(checked("eval --seed 7 --json")).isZero();
        assertThat(said()).isEmpty();
    }

    private int checked(String arguments) {
        try (PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            return ChatCommand.execute(
                    Map.of("CATALOG_SYNC_ARGUMENTS", "check"), printed, printed, arguments.split(" ", -1));
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
