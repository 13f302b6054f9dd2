package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.catalogsync.chat.compose.ModelSettings;
import org.catalogsync.chat.http.HttpSettings;
import org.catalogsync.chat.observe.LogForm;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of settings in docs/chat-operations.md says what the readers do. */
class SettingsTableTest {
    private static final Path ROOT = Path.of(Objects.requireNonNullElse(System.getProperty("catalogsync.root"), ".."));
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(CHAT_[A-Z_]+)` \\| (?:`([^`]+)`|–) \\|[^|]*\\|([^|]*)\\|[^|]*\\|$");
    private static final Pattern READ = Pattern.compile("\"(CHAT_[A-Z_]+)\"");
    private static final Pattern RANGE = Pattern.compile("([P0-9]\\S*) to ([P0-9]\\S*)");

    /** Without these there are no settings at all. */
    private static final Map<String, String> REQUIRED = Map.of(
            "CHAT_JWKS_URL", "https://login.example.test/keys", "CHAT_JWT_ISSUER", "i", "CHAT_JWT_AUDIENCE", "a");

    private static final List<Function<Map<String, String>, Object>> READERS = List.of(
            HttpSettings::from,
            ChatSettings::fromEnvironment,
            ModelSettings::fromEnvironment,
            LogForm::of,
            environment -> StoresSettings.fromEnvironment(ChatSettings.withShortDeadlines(environment)));

    private record Row(String name, String usual, String bounds) {}

    @Test
    void hasEveryVariableThatIsReadAndNoOther() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("chat-service/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                READ.matcher(Files.readString(source))
                        .results()
                        .map(name -> name.group(1))
                        .forEach(read::add);
            }
        }

        assertThat(table().stream().map(Row::name)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(read);
    }

    @TestFactory
    Stream<DynamicTest> theDefaultIsWhatIsTakenWhereNothingIsSet() throws IOException {
        return table().stream()
                .filter(row -> !row.usual().isEmpty())
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertThat(read(row.name(), row.usual())).isEqualTo(read("CHAT_UNUSED", ""))));
    }

    @TestFactory
    Stream<DynamicTest> theBoundsAreWhereTheReadersHaveThem() throws IOException {
        return table().stream()
                .flatMap(row -> RANGE.matcher(row.bounds())
                        .results()
                        .filter(range -> !row.bounds().contains("letters"))
                        .map(range -> DynamicTest.dynamicTest(row.name(), () -> holds(row.name(), range))));
    }

    private static void holds(String name, MatchResult range) {
        String least = range.group(1);
        String most = range.group(2);

        assertThat(refusal(name, least)).as("%s=%s", name, least).isEmpty();
        assertThat(refusal(name, most)).as("%s=%s", name, most).isEmpty();
        assertThat(refusal(name, moved(least, -1))).as("below %s", least).contains(name);
        assertThat(refusal(name, moved(most, 1))).as("above %s", most).contains(name);
    }

    /** By the smallest step. */
    private static String moved(String bound, int step) {
        return bound.startsWith("P")
                ? Duration.parse(bound).plusMillis(step).toString()
                : new BigDecimal(bound).add(BigDecimal.valueOf(step)).toPlainString();
    }

    private static String refusal(String name, String value) {
        try {
            read(name, value);
            return "";
        } catch (org.catalogsync.stores.InvalidSettings | org.catalogsync.erp.InvalidSettings e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<Object> read(String name, String value) {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        environment.put(name, value);
        return READERS.stream().map(reader -> reader.apply(environment)).toList();
    }

    private static List<Row> table() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/chat-operations.md")));
        List<Row> table = new ArrayList<>();
        while (rows.find()) {
            table.add(new Row(rows.group(1), Objects.requireNonNullElse(rows.group(2), ""), rows.group(3)));
        }
        assertThat(table.stream().map(Row::name).collect(Collectors.toSet())).hasSizeGreaterThan(30);
        return table;
    }
}
