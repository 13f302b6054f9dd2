package org.catalogsync.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertersTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Test
    void everyNameHasItsConverter() {
        for (String name : Converters.names()) {
            assertThat(Converters.named(name, TOKYO).name()).isEqualTo(name);
        }
    }

    @Test
    void unknownNameIsAnsweredWithThoseThatExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Converters.named("money", TOKYO))
                .withMessage(
                        "no converter is named 'money'; the converters are isbn, text, kana, count, yen, date, timestamp, warehouse, status, eta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "kana", "count", "yen", "date", "timestamp", "warehouse", "status", "eta"})
    void spaceAloneIsNoValue(String name) {
        assertThat(read(name, "")).isEqualTo(Reading.absent());
        assertThat(read(name, " \u3000")).isEqualTo(Reading.absent());
    }

    @ParameterizedTest
    @CsvSource({"isbn, abc", "kana, 恋", "count, 多数", "yen, 時価", "date, 近日", "timestamp, 昨日", "eta, 未定"})
    void textOfAnotherKindIsUnreadable(String name, String text) {
        assertThat(read(name, text)).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"yen, -100", "eta, -1"})
    void negativePricesAndDelaysAreImpossible(String name, String text) {
        assertThat(read(name, text))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem()).isEqualTo(Reading.Problem.IMPOSSIBLE));
    }

    @Test
    void readsValues() {
        assertThat(read("count", "-8").orNull()).isEqualTo(-8);
        assertThat(read("yen", "¥1,234").orNull()).isEqualTo(1234);
        assertThat(read("date", "令和7年3月1日").orNull()).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(read("kana", "わんﾋﾟｰｽ").orNull()).isEqualTo("ワンピース");
        assertThat(read("status", "77").orNull()).isEqualTo(StockStatus.UNKNOWN);
        assertThat(read("warehouse", "ＴＫ０１").orNull()).isEqualTo("TK01");
    }

    @Test
    void remarksOnCharactersThatNotEverybodySees() {
        assertThat(read("text", "髪\uE000\uFFFD"))
                .isEqualTo(new Reading.Value<>(
                        "髪\uE000\uFFFD",
                        java.util.List.of(Remark.PRIVATE_USE_CHARACTER, Remark.REPLACEMENT_CHARACTER)));
    }

    @ParameterizedTest
    @CsvSource({
        "isbn, 978-4-08-882751-6, 20250301",
        "text, シルクロード 1, 1780",
        "kana, シルクロード, 神坂智子",
        "count, '1,200', TK01",
        "yen, １７８０円, シルクロード",
        "date, 令和7年3月1日, 01",
        "timestamp, 2026-01-19 03:33:00.000000, 2026-01-19",
        "warehouse, TK01, シルクロード",
        "status, 03, 1780",
        "eta, 10, TK01"
    })
    void tellsItsOwnKindFromOthers(String name, String own, String other) {
        assertThat(Converters.named(name, TOKYO).looksLike(own)).isTrue();
        assertThat(Converters.named(name, TOKYO).looksLike(other)).isFalse();
    }

    @Property
    void anyTextHasAnAnswer(@ForAll String text) {
        for (String name : Converters.names()) {
            assertThat(read(name, text)).isNotNull();
            Converters.named(name, TOKYO).looksLike(text);
        }
    }

    private static Reading<?> read(String name, String text) {
        return Converters.named(name, TOKYO).read(text);
    }
}
