package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyIsbnTest {

    @ParameterizedTest
    @CsvSource({
        "9784088827513, 9784088827513",
        "978-4-08-882751-3, 9784088827513",
        "978 4 08 882751 3, 9784088827513",
        "９７８４０８８８２７５１３, 9784088827513",
        "９７８－４－０８－８８２７５１－３, 9784088827513",
        "4-08-882751-1, 9784088827513",
        "4088827511, 9784088827513",
        "' 4088827511 ', 9784088827513",
        "080442957X, 9780804429573",
        "0-8044-2957-x, 9780804429573",
        "０８０４４２９５７Ｘ, 9780804429573",
        "9791090636071, 9791090636071"
    })
    void everySpellingBecomesTheThirteenDigits(String text, String canonical) {
        assertThat(LegacyIsbn.parse(text)).isEqualTo(new Isbn(canonical));
    }

    @Test
    void theExampleOfTheIssueHasAWrongCheckDigit() {
        assertThat(LegacyIsbn.parse("978-4-08-882751-6")).isNull();
        assertThat(LegacyIsbn.isWellFormed("978-4-08-882751-6")).isTrue();
        assertThat(LegacyIsbn.parse("978-4-08-882751-3")).isEqualTo(new Isbn("9784088827513"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4088827516", "4-08-882751-X", "978-4-08-882751-0"})
    void wrongCheckDigitsAreWellFormed(String text) {
        assertThat(LegacyIsbn.parse(text)).isNull();
        assertThat(LegacyIsbn.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "97840",
                "978407159",
                "97840715779",
                "978408882751X",
                "408882751",
                "X408882751",
                "40888X7517",
                "4901234567894",
                "97840888275133",
                "ISBN4088827511",
                "2.5E+12",
                "978_4_08_882751_3"
            })
    void anythingElseIsNotWellFormed(String text) {
        assertThat(LegacyIsbn.parse(text)).isNull();
        assertThat(LegacyIsbn.isWellFormed(text)).isFalse();
    }

    @Property
    void tenDigitsReadAsTheThirteenOfTheSameBook(@ForAll @LongRange(min = 0, max = 999_999_999L) long body) {
        String nine = "%09d".formatted(body);
        String ten = nine + checkDigit10(nine);

        Isbn isbn = LegacyIsbn.parse(ten);

        assertThat(isbn).isNotNull().extracting(Isbn::value).asString().startsWith("978" + nine);
        assertThat(LegacyIsbn.parse(hyphened(ten))).isEqualTo(isbn);
        assertThat(LegacyIsbn.parse(LegacyNumberTest.fullWidth(ten))).isEqualTo(isbn);
        assertThat(parseValue(isbn)).isEqualTo(isbn);
    }

    @Property
    void anyOtherCharacterOfTenIsNoticed(
            @ForAll @LongRange(min = 0, max = 999_999_999L) long body,
            @ForAll @IntRange(min = 0, max = 8) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        String nine = "%09d".formatted(body);
        char[] digits = (nine + checkDigit10(nine)).toCharArray();
        digits[place] = (char) ('0' + (digits[place] - '0' + shift) % 10);

        assertThat(LegacyIsbn.parse(new String(digits))).isNull();
        assertThat(LegacyIsbn.isWellFormed(new String(digits))).isTrue();
    }

    @Property
    void anyTextHasAnAnswer(@ForAll String text) {
        assertThat(LegacyIsbn.parse(text) == null || LegacyIsbn.isWellFormed(text))
                .isTrue();
    }

    private static @Nullable Isbn parseValue(@Nullable Isbn isbn) {
        return isbn == null ? null : LegacyIsbn.parse(isbn.value());
    }

    private static String hyphened(String ten) {
        return ten.charAt(0) + "-" + ten.substring(1, 3) + "-" + ten.substring(3, 9) + "-" + ten.substring(9);
    }

    private static char checkDigit10(String nine) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (i + 1) * (nine.charAt(i) - '0');
        }
        return sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
    }
}
