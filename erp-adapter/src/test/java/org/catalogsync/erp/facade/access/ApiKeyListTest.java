package org.catalogsync.erp.facade.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiKeyListTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    @Test
    void readsEntriesAndSkipsWhatSaysNothing() {
        ApiKeyList list = ApiKeyList.read(
                List.of("# who may ask", "", "shop:" + DIGEST + ":20", "  chat-2:" + OTHER + ":1000  "));

        assertThat(list.problems()).isEmpty();
        assertThat(list.keys()).containsExactly(new ApiKey("shop", DIGEST, 20), new ApiKey("chat-2", OTHER, 1_000));
    }

    @Test
    void tellsEveryProblemByItsLineAndShowsNoneOfThem() {
        ApiKeyList list = ApiKeyList.read(List.of(
                "shop:secret-in-the-open:20",
                "shop:" + DIGEST + ":20",
                "shop:" + OTHER + ":20",
                "chat:" + DIGEST + ":20",
                "job:" + "ef".repeat(32) + ":0"));

        assertThat(list.keys()).containsExactly(new ApiKey("shop", DIGEST, 20));
        assertThat(list.problems())
                .extracting(problem -> problem.substring(0, 8))
                .containsExactly("entry 1:", "entry 3:", "entry 4:", "entry 5:");
        assertThat(String.join("", list.problems())).doesNotContain("secret", DIGEST, OTHER);
    }

    @Test
    void isBounded() {
        List<String> lines = IntStream.rangeClosed(0, ApiKeyList.MOST)
                .mapToObj(n -> "client" + n + ":" + "%064x".formatted(n) + ":1")
                .toList();

        assertThat(ApiKeyList.read(lines).problems()).hasSize(1);
        assertThat(ApiKeyList.read(lines.subList(1, lines.size())).problems()).isEmpty();
    }

    @Test
    void textFormHasNoDigest() {
        assertThat(new ApiKey("shop", DIGEST, 20)).hasToString("ApiKey[shop, 20/s]");
    }
}
