package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.NumberFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "007; 7",
                "1200; 1200",
                "1,200; 1200",
                "1,234,567; 1234567",
                "１２００; 1200",
                "１，２００; 1200",
                "-8; -8",
                "−8; -8",
                "－８; -8",
                "△8; -8",
                "▲1,200; -1200",
                "+3; 3",
                "'  12 '; 12",
                "'　１２　'; 12",
                "2147483647; 2147483647"
            })
    void readsNumbersAsPeopleWriteThem(String text, int number) {
        assertThat(LegacyNumber.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1234; 1234",
                "1,234; 1234",
                "'¥1,234'; 1234",
                "'￥１，２３４'; 1234",
                "'\\1234'; 1234",
                "１２３４円; 1234",
                "'1,234円'; 1234",
                "'¥1,234円'; 1234",
                "'¥ 500'; 500",
                "500 円; 500",
                "'-¥100'; -100",
                "'¥-100'; -100",
                "'▲¥1,000'; -1000"
            })
    void readsPricesAsPeopleWriteThem(String text, int yen) {
        assertThat(LegacyNumber.parseYen(text)).isEqualTo(yen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "多数",
                "n/a",
                "12冊?",
                "1.5",
                "1,20",
                "1,2000",
                ",100",
                "100,",
                "1,,000",
                "1234,567",
                "1 000",
                "--1",
                "0x10",
                "2147483648",
                "99999999999999999999",
                "１２冊",
                "¥100",
                "100円",
                "Ⅳ"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(LegacyNumber.parse(text)).isEqualTo(LegacyNumber.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "円", "¥", "¥円", "¥¥100", "100円円", "オープン価格", "100ドル", "-¥", "12.50"})
    void refusesWhatIsNoPrice(String text) {
        assertThat(LegacyNumber.parseYen(text)).isEqualTo(LegacyNumber.UNREADABLE);
    }

    @Property
    void everySpellingOfANumberReadsBack(@ForAll @IntRange(min = -Integer.MAX_VALUE) int number) {
        String plain = Integer.toString(number);
        String grouped = NumberFormat.getIntegerInstance(Locale.ROOT).format(number);

        assertThat(LegacyNumber.parse(plain)).isEqualTo(number);
        assertThat(LegacyNumber.parse(grouped)).isEqualTo(number);
        assertThat(LegacyNumber.parse(fullWidth(grouped))).isEqualTo(number);
        assertThat(LegacyNumber.parseYen(fullWidth(grouped) + "円")).isEqualTo(number);
        assertThat(LegacyNumber.parseYen("¥" + grouped)).isEqualTo(number);
    }

    @Property
    void anyTextHasAnAnswer(@ForAll String text) {
        assertThat(LegacyNumber.parseYen(text)).isBetween(Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(LegacyNumber.parse(text)).isBetween(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append(c > ' ' && c < 0x7f ? (char) (c + 0xFEE0) : (char) c));
        return wide.toString();
    }
}
