package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.catalogsync.chat.Books.CAT_ONE;
import static org.catalogsync.chat.Books.FEW;
import static org.catalogsync.chat.Books.LAST;
import static org.catalogsync.chat.Books.MANY;
import static org.catalogsync.chat.Books.MOVED;
import static org.catalogsync.chat.Books.PLENTY;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.catalogsync.chat.Shop.Part;
import org.catalogsync.chat.retrieve.Catalogues;
import org.catalogsync.model.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each part is away by itself: the answer comes in time nevertheless, its number is right, and it says how good it is. */
class ChatDegradesTest {
    /** The promise to customers. */
    private static final Duration PROMISE = Duration.ofSeconds(3);

    private final Shop shop = Shop.open();
    private final Customer customer = Customer.of(Shop.chat());
    private final Customer ofOldFigures = Customer.of(Shop.chatOfOldFigures());

    @AfterEach
    void mend() {
        shop.mend();
    }

    @Test
    void answersWithoutRedis() {
        shop.takeAway(Part.REDIS);

        Reply reply = customer.ask("霧の航海日誌 1巻、まだ残っていますか？");

        complete(reply, PLENTY, 34);
        assertThat(reply.status()).isEqualTo("ok");
        assertThat(reply.cached()).isFalse();
        assertThat(customer.ask("霧の航海日誌 1巻、まだ残っていますか？").cached()).isFalse();

        shop.giveBack(Part.REDIS);
        Eventually.holds(() -> customer.ask("霧の航海日誌 1巻、まだ残っていますか？").cached());
    }

    @Test
    void startsWithoutRedis() {
        shop.takeAway(Part.REDIS);
        try (RunningChat chat = shop.start(Map.of())) {
            Eventually.holds(() -> chat.titles().size() > 0);
            Customer other = Customer.of(chat);
            complete(other.ask("霧の航海日誌 2巻、まだ残っていますか？"), MANY, 27);

            shop.giveBack(Part.REDIS);
            Eventually.holds(() -> other.ask("霧の航海日誌 2巻、まだ残っていますか？").cached());
        }
    }

    @Test
    void answersWithoutOpenSearch() {
        shop.takeAway(Part.OPENSEARCH);

        Reply reply = customer.ask("霧の航海日誌 8巻、まだ残っていますか？");

        complete(reply, LAST, 25);
        assertThat(reply.status()).isEqualTo("ok");
        Reply recommended = customer.ask("三毛猫の喫茶室みたいな漫画、ほかにおすすめは？");
        saysThatItCannotSearch(recommended);
        shop.giveBack(Part.OPENSEARCH);
        Reply again = customer.ask("三毛猫の喫茶室みたいな漫画、ほかにおすすめは？");
        assertThat(again.cached()).isFalse();
        assertThat(again.isbns("related")).isNotEmpty();
    }

    @Test
    void healthKnowsThatOpenSearchIsAway() {
        try (RunningChat chat = shop.start(Map.of("STORE_DEADLINE", "PT1S"))) {
            Customer other = Customer.of(chat);
            Eventually.holds(
                    () -> other.health().at("/dependencies/titles").asString().equals("up"));
            assertThat(other.health().at("/dependencies/search").asString()).isEqualTo("up");

            shop.takeAway(Part.OPENSEARCH);

            saysThatItCannotSearch(other.ask("三毛猫の喫茶室のような漫画で、おすすめは？"));
            assertThat(other.health().at("/dependencies/search").asString()).isEqualTo("degraded");
            // Also where nobody searches.
            Eventually.holds(
                    () -> other.health().at("/dependencies/titles").asString().equals("degraded"));
            assertThat(other.health().path("status").asString()).isEqualTo("degraded");
        }
    }

    @Test
    void saysThatItCannotSearchWhereOpenSearchIsSlow() {
        shop.searchLate(Duration.ofSeconds(2));

        saysThatItCannotSearch(customer.ask("三毛猫の喫茶室に似た漫画、何かおすすめは？"));

        shop.searchLate(Duration.ZERO);
        Reply again = customer.ask("三毛猫の喫茶室に似た漫画、何かおすすめは？");
        assertThat(again.cached()).isFalse();
        assertThat(again.isbns("related")).isNotEmpty();
    }

    /** That nothing fits would be a lie: nobody could look. */
    private static void saysThatItCannotSearch(Reply reply) {
        assertThat(reply.took()).isLessThan(PROMISE);
        assertThat(reply.status()).isEqualTo("degraded");
        assertThat(reply.isbns("related")).isEmpty();
        assertThat(reply.notices()).contains("検索ができません");
        assertThat(reply.prose()).contains("検索ができません").doesNotContain("見つかりませんでした");
    }

    @Test
    void startsWithoutOpenSearch() {
        shop.takeAway(Part.OPENSEARCH);
        try (RunningChat chat = shop.start(Map.of("STORE_DEADLINE", "PT1S"))) {
            Customer other = Customer.of(chat);

            Reply byIsbn = other.ask(MANY.isbn() + " はまだ残っていますか？");
            complete(byIsbn, MANY, 27);

            Reply byTitle = other.ask("三毛猫の喫茶室 1巻、まだ残っていますか？");
            assertThat(byTitle.took()).isLessThan(PROMISE);
            assertThat(byTitle.notices()).contains("検索ができません").doesNotContain("見つかりませんでした");
            assertThat(byTitle.status()).isEqualTo("degraded");

            shop.giveBack(Part.OPENSEARCH);
            Eventually.holds(() -> chat.titles().size() > 0);
            complete(other.ask("三毛猫の喫茶室 1巻、まだ残っていますか？"), CAT_ONE, 16);
        }
    }

    @Test
    void takesTheErpsWordWhereTheTableIsSlow() {
        shop.dynamoLate(Duration.ofSeconds(2));

        Reply reply = customer.ask("霧の航海日誌 5巻、まだ残っていますか？");

        complete(reply, MOVED, 17);
        assertThat(reply.source(MOVED.isbn())).isEqualTo("erp");
        assertThat(reply.status()).isEqualTo("degraded");

        shop.dynamoLate(Duration.ZERO);
        recovers("霧の航海日誌 5巻、まだ残っていますか？", MOVED, 21);
    }

    @Test
    void takesTheErpsWordWhereTheTableIsAway() {
        shop.takeAway(Part.DYNAMODB);

        // Whether the ERP answers in time is chance on a busy machine; that its word counts then is not.
        Eventually.holds(
                () -> customer.ask("霧の航海日誌 5巻、もう売り切れですか？").source(MOVED.isbn()).equals("erp"));
        Reply reply = customer.ask("霧の航海日誌 5巻、もう売り切れですか？");
        assertThat(reply.status()).isEqualTo("degraded");
        complete(reply, MOVED, reply.source(MOVED.isbn()).equals("erp") ? 17 : 21);

        shop.giveBack(Part.DYNAMODB);
        recovers("霧の航海日誌 5巻、もう売り切れですか？", MOVED, 21);
    }

    @Test
    void takesTheLastKnownFigureWhereTableAndErpAreAway() {
        shop.takeAway(Part.DYNAMODB);
        shop.takeAway(Part.ERP);

        Reply reply = customer.ask("霧の航海日誌 8巻、もう売り切れですか？");

        complete(reply, LAST, 25);
        assertThat(reply.source(LAST.isbn())).isEqualTo("cache");
        assertThat(reply.stale(LAST.isbn())).isTrue();
        assertThat(reply.status()).isEqualTo("degraded");
        assertThat(reply.notices()).contains("最新の在庫を確認できなかった");
        // Not when it was written: the index got it a day after it was so.
        assertThat(reply.asOf(LAST.isbn())).isEqualTo(shop.versions.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void saysWhenTheFigureIsFromWhereTheErpIsAway() {
        shop.takeAway(Part.ERP);

        Reply reply = ofOldFigures.ask("霧の航海日誌 2巻、もう売り切れですか？");

        complete(reply, MANY, 27);
        saysThatItIsOld(reply, MANY);

        shop.giveBack(Part.ERP);
        recoversFromOldFigures("霧の航海日誌 2巻、もう売り切れですか？", MANY, 27);
    }

    @Test
    void saysWhenTheFigureIsFromWhereTheErpIsSlow() {
        shop.erpFails("{\"kind\":\"slow\",\"delay_ms\":5000}");

        Reply reply = ofOldFigures.ask("霧の航海日誌 1巻、もう売り切れですか？");

        complete(reply, PLENTY, 34);
        saysThatItIsOld(reply, PLENTY);

        shop.erpFails("{\"kind\":\"off\"}");
        recoversFromOldFigures("霧の航海日誌 1巻、もう売り切れですか？", PLENTY, 34);
    }

    @Test
    void saysThatNobodyConfirmedAFewCopiesWhereTheErpIsAway() {
        shop.takeAway(Part.ERP);
        String question = "霧の航海日誌 3巻、もう売り切れですか？";

        Reply reply = customer.ask(question);

        complete(reply, FEW, 3);
        saysThatItIsNotTheLatest(reply, FEW, shop.watermark);
        assertThat(reply.prose()).contains("時点の情報では");

        shop.giveBack(Part.ERP);
        // Not kept: the ERP's word is there as soon as the ERP is, and not half a minute later.
        Eventually.holds(() -> {
            Reply again = customer.ask(question);
            assertThat(again.cached() && again.stale(FEW.isbn()))
                    .as("%s", again)
                    .isFalse();
            return again.source(FEW.isbn()).equals("erp") && again.quantity(FEW.isbn()) == 2;
        });
    }

    @Test
    void keepsNoItemWhoseFewCopiesNobodyConfirmed() {
        shop.takeAway(Part.ERP);

        HttpResponse<String> item = customer.item(FEW.isbn());

        assertThat(item.statusCode()).isEqualTo(200);
        assertThat(item.body()).contains("\"quantity\":3").contains("\"stale\":true");
        assertThat(item.headers().firstValue("Cache-Control")).hasValue("no-store");
        shop.giveBack(Part.ERP);
        Eventually.holds(() -> customer.item(FEW.isbn()).body().contains("\"source\":\"erp\""));
    }

    @Test
    void endsQuietlyWhereItsTableCouldNotBeMade() {
        shop.takeAway(Part.DYNAMODB);
        shop.start(Map.of("STORE_DEADLINE", "PT1S")).close();

        // What a thread throws and nobody catches ends the waiting, too.
        Eventually.holdsFor(Duration.ofSeconds(3), () -> true);
    }

    @Test
    void wordsTheAnswerItselfWhereTheModelFallsSilent() {
        shop.model("{\"fault\":\"hang_after_first\"}");

        Reply reply = customer.ask("霧の航海日誌 8巻って今ありますか？");

        complete(reply, LAST, 25);
        assertThat(reply.status()).isEqualTo("template");
        assertThat(reply.prose()).contains("25冊");

        shop.model("{\"fault\":\"off\"}");
        Eventually.holds(() -> {
            Reply again = customer.ask("霧の航海日誌 8巻って今ありますか？");
            assertThat(again.cached() && again.status().equals("template"))
                    .as("%s", again)
                    .isFalse();
            return again.status().equals("ok");
        });
    }

    @Test
    void doesNotKeepATemplateThatStoodInForTheModel() {
        shop.model("{\"fault\":\"throttle\"}");
        String question = "三毛猫の喫茶室 2巻って今ありますか？";
        assertThat(customer.ask(question).status()).isEqualTo("template");

        Eventually.holdsFor(
                Duration.ofMillis(700), () -> !customer.ask(question).cached());
    }

    @Test
    void doesNotKeepWhatItMadeOfAQuestionThatTheModelDidNotReadInTime() {
        String unsure = "霧の航海日誌 8巻 ちいさな妹へのおくりものにしたいのです";
        shop.model("{\"classify_p50_ms\":5000,\"classify_p99_ms\":5000}");

        Reply reply = customer.ask(unsure);

        complete(reply, LAST, 25);
        assertThat(reply.status()).isEqualTo("ok"); // in words of the model, which had time for that
        Eventually.holdsFor(Duration.ofMillis(700), () -> !customer.ask(unsure).cached());
        shop.modelLatencies(0, 0);
        Eventually.holds(() -> customer.ask(unsure).cached());
    }

    @Test
    void wordsTheAnswerItselfWhereTheModelCannotBeReached() {
        shop.takeAway(Part.MODEL);

        Reply reply = customer.ask("三毛猫の喫茶室 1巻って今ありますか？");

        complete(reply, CAT_ONE, 16);
        assertThat(reply.status()).isEqualTo("template");
        assertThat(reply.prose()).contains("16冊");

        shop.giveBack(Part.MODEL);
        Eventually.holds(() -> customer.ask("三毛猫の喫茶室 1巻って今ありますか？").status().equals("ok"));
    }

    @Test
    void doesNotSayThatAVolumeIsUnknownWhereNobodyCouldLook() {
        shop.takeAway(Part.DYNAMODB);
        shop.takeAway(Part.ERP);

        HttpResponse<String> item = customer.item(Catalogues.isbn(777));

        assertThat(item.statusCode()).isEqualTo(503);
        assertThat(item.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(item.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        shop.mend();
        Eventually.holds(() -> customer.item(Catalogues.isbn(777)).statusCode() == 404);
    }

    private static void complete(Reply reply, Product product, int quantity) {
        assertThat(reply.types())
                .as("%s", reply)
                .startsWith("ack", "card", "prose")
                .endsWith("done");
        assertThat(reply.took()).isLessThan(PROMISE);
        assertThat(reply.quantity(product.isbn())).as("%s", reply).isEqualTo(quantity);
        assertThat(reply.asOf(product.isbn())).isBeforeOrEqualTo(Instant.now());
        assertThat(reply.prose()).contains(String.valueOf(quantity));
    }

    private void saysThatItIsOld(Reply reply, Product product) {
        saysThatItIsNotTheLatest(reply, product, shop.oldWatermark);
    }

    private static void saysThatItIsNotTheLatest(Reply reply, Product product, Instant asOf) {
        assertThat(reply.source(product.isbn())).isEqualTo("dynamodb");
        assertThat(reply.asOf(product.isbn())).isEqualTo(asOf);
        assertThat(reply.stale(product.isbn())).isTrue();
        assertThat(reply.status()).isEqualTo("degraded");
        assertThat(reply.notices()).contains("最新の在庫を確認できなかった");
    }

    private void recovers(String question, Product product, int quantity) {
        Eventually.holds(() -> {
            Reply reply = customer.ask(question);
            return reply.status().equals("ok")
                    && reply.source(product.isbn()).equals("dynamodb")
                    && reply.quantity(product.isbn()) == quantity;
        });
    }

    private void recoversFromOldFigures(String question, Product product, int quantity) {
        Eventually.holds(() -> {
            Reply reply = ofOldFigures.ask(question);
            return reply.source(product.isbn()).equals("erp")
                    && !reply.stale(product.isbn())
                    && reply.quantity(product.isbn()) == quantity;
        });
    }
}
