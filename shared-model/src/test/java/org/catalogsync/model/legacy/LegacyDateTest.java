package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyDateTest {
    private static final String[] ERA_NAMES = {"明治", "大正", "昭和", "平成", "令和"};
    private static final String ERA_LETTERS = "MTSHR";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20250301",
                "2025/03/01",
                "2025/3/1",
                "2025-03-01",
                "2025.3.1",
                "2025年3月1日",
                "２０２５年３月１日",
                "２０２５／０３／０１",
                "令和7年3月1日",
                "令和07年03月01日",
                "令和７年３月１日",
                "R7.3.1",
                "R07.03.01",
                "r7/3/1",
                "Ｒ７．３．１",
                "R7-3-1",
                " 2025-03-01 ",
                "\u30002025/3/1"
            })
    void readsEveryFormThatTheErpWrites(String text) {
        assertThat(LegacyDate.parse(text)).isEqualTo("2025-03-01");
    }

    @ParameterizedTest
    @CsvSource({
        "平成元年, 1989-01-08",
        "令和元年, 2019-05-01",
        "令和7年, 2025-01-01",
        "平成31年, 2019-01-01",
        "昭和元年, 1926-12-25",
        "2025年, 2025-01-01",
        "令和元年5月1日, 2019-05-01",
        "平成1年1月8日, 1989-01-08"
    })
    void yearAloneIsItsFirstDayWithinTheEra(String text, LocalDate day) {
        assertThat(LegacyDate.parse(text)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "平成31年4月30日",
                "令和元年5月1日",
                "昭和64年1月7日",
                "平成元年1月8日",
                "大正15年12月24日",
                "昭和元年12月25日",
                "明治45年7月29日",
                "大正元年7月30日",
                "明治6年1月1日"
            })
    void erasReachFromTheirFirstDayToTheirLast(String text) {
        assertThat(LegacyDate.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "平成31年5月1日",
                "平成37年3月1日",
                "令和元年4月30日",
                "昭和64年1月8日",
                "平成元年1月7日",
                "大正15年12月25日",
                "昭和元年12月24日",
                "明治5年12月31日",
                "昭和65年",
                "明治元年",
                "令和0年1月1日"
            })
    void refusesDaysOutsideTheirEra(String text) {
        assertThat(LegacyDate.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29",
                "20250230",
                "2025/04/31",
                "2025-13-01",
                "2025-00-10",
                "2025-01-00",
                "00000000",
                "99999999",
                "令和7年2月29日",
                "R7.4.31",
                "令和7年13月1日"
            })
    void refusesDaysThatNoCalendarHas(String text) {
        assertThat(LegacyDate.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2025",
                "202503",
                "2025-03",
                "2025-03/01",
                "25-03-01",
                "令和",
                "令和年",
                "令和7",
                "令和7年3月",
                "R7",
                "R7.3",
                "X7.3.1",
                "近日",
                "2025-03-01 12:00:00",
                "2025-03-01x",
                "2025--3-01",
                "-025-03-01",
                "令和百年1月1日"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(LegacyDate.parse(text)).isNull();
    }

    @Test
    void leapDayIsThereInLeapYears() {
        assertThat(LegacyDate.parse("令和6年2月29日")).isEqualTo("2024-02-29");
        assertThat(LegacyDate.parse("20000229")).isEqualTo("2000-02-29");
        assertThat(LegacyDate.parse("19000229")).isNull();
    }

    @Property
    void everySpellingOfADayReadsBack(@ForAll @LongRange(min = -35_428, max = 53_000) long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay); // from 1873 until the era has a year of three digits
        for (String text : spellings(day)) {
            assertThat(LegacyDate.parse(text)).as(text).isEqualTo(day);
            assertThat(LegacyDate.parse(LegacyNumberTest.fullWidth(text)))
                    .as(text)
                    .isEqualTo(day);
        }
    }

    private static List<String> spellings(LocalDate day) {
        JapaneseDate wareki = JapaneseDate.from(day);
        int era = wareki.getEra().getValue() + 1; // Meiji is -1
        int year = wareki.get(ChronoField.YEAR_OF_ERA);
        String shortest = day.getMonthValue() + "." + day.getDayOfMonth();
        String kanji = day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
        return List.of(
                day.toString(),
                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                day.toString().replace('-', '/'),
                day.getYear() + "年" + kanji,
                ERA_NAMES[era] + (year == 1 ? "元" : year) + "年" + kanji,
                ERA_LETTERS.charAt(era) + "" + year + "." + shortest);
    }

    @Property
    void anyTextHasAnAnswer(@ForAll String text) {
        assertThat(LegacyDate.parse("令和" + text))
                .satisfiesAnyOf(
                        day -> assertThat(day).isNull(), day -> assertThat(day).isAfter("2019-04-30"));
        LegacyDate.parse(text);
    }
}
