package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.erp.facade.inventory.IsbnFile;
import org.catalogsync.erp.facade.inventory.IsbnList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final Pattern NEXT = Pattern.compile("<(/v1/inventory\\?[^>]+)>; rel=\"next\"");
    private static final List<String> ISBNS = InventoryOverHttpTest.isbns(45);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void linksLeadThroughTheWholeListInItsOrder() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS.reversed()))) {
            List<String> seen = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();

            String path = "/v1/inventory?cursor=&limit=";
            while (!path.isEmpty()) {
                Api.Answer page = fixture.api.get(path);
                assertThat(page.status()).isEqualTo(200);
                List<String> isbns = isbns(page);
                seen.addAll(isbns);
                sizes.add(isbns.size());
                path = next(page);
                assertThat(page.json().has("next_cursor")).isEqualTo(!path.isEmpty());
            }

            assertThat(seen).isEqualTo(ISBNS);
            assertThat(sizes).containsExactly(20, 20, 5);
        }
    }

    @Test
    void cursorIsGoodAfterTheListHasChangedInFrontOfIt() throws Exception {
        String cursor;
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS.subList(10, 45)))) {
            cursor = fixture.api
                    .get("/v1/inventory?limit=5")
                    .json()
                    .path("next_cursor")
                    .asString();
        }

        // ISBNs 0 to 9 came in front of it, and the one that it names (14) went.
        List<String> changed = new ArrayList<>(ISBNS);
        changed.remove(14);
        try (FacadeFixture fixture = FacadeFixture.over(list(changed))) {
            assertThat(isbns(fixture.api.get("/v1/inventory?limit=3&cursor=" + cursor)))
                    .isEqualTo(ISBNS.subList(15, 18));
        }
    }

    @Test
    void lastPageHasNoNextEvenWhereItIsFull() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS))) {
            Api.Answer page = fixture.api.get("/v1/inventory?limit=45");

            assertThat(isbns(page)).hasSize(45);
            assertThat(next(page)).isEmpty();
        }
    }

    @Test
    void pageBehindTheEndIsEmptyAndAsksNothing() throws Exception {
        String cursor;
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS))) {
            cursor = fixture.api
                    .get("/v1/inventory?limit=44")
                    .json()
                    .path("next_cursor")
                    .asString();
        }
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS.subList(0, 10)))) {
            Api.Answer page = fixture.api.get("/v1/inventory?cursor=" + cursor);

            assertThat(page.body()).isEqualTo("{\"items\":[]}");
            assertThat(fixture.erp.calls()).isEmpty();
        }
    }

    @Test
    void linkIsThereInEveryForm() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS))) {
            String link = fixture.api.get("/v1/inventory?limit=2").header("Link");

            assertThat(fixture.api
                            .get("/v1/inventory?limit=2", "Accept", "text/csv")
                            .header("Link"))
                    .isEqualTo(link);
            Api.Answer xml = fixture.api.get("/v1/inventory?limit=2", "Accept", "application/xml");
            assertThat(xml.header("Link")).isEqualTo(link);
            Matcher cursor = Pattern.compile("cursor=([^&]+)").matcher(link);
            assertThat(cursor.find()).isTrue();
            assertThat(xml.body()).contains("</items><next_cursor>" + cursor.group(1) + "</next_cursor></inventory>");
        }
    }

    @Test
    void pageThatCouldNotBeToldDoesNotLeadOn() throws Exception {
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS))) {
            fixture.erp.isAway("timed_out", null);

            Api.Answer answer = fixture.api.get("/v1/inventory");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Link")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=ten",
                "limit=2&limit=3",
                "cursor=9784088725093",
                "cursor=!",
                "cursor=MTpi"
            })
    void whatIsNoPlaceAndNoLengthIsRefused(String query) throws Exception {
        try (FacadeFixture fixture = FacadeFixture.over(list(ISBNS))) {
            Api.Answer answer = fixture.api.get("/v1/inventory?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid_parameter");
        }
    }

    @Test
    void withoutAListThereAreNoPagesAndItSaysHowToHaveThem() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            Api.Answer answer = fixture.api.get("/v1/inventory");

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.code()).isEqualTo("no_list");
            assertThat(answer.json().path("detail").asString()).contains("--isbns FILE");
        }
    }

    private IsbnList list(List<String> isbns) throws Exception {
        return IsbnFile.read(Files.write(folder.resolve("list"), isbns)).isbns();
    }

    private static List<String> isbns(Api.Answer page) {
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("isbn").asString())
                .toList();
    }

    private static String next(Api.Answer page) {
        Matcher link = NEXT.matcher(page.header("Link"));
        return link.matches() ? link.group(1) : "";
    }
}
