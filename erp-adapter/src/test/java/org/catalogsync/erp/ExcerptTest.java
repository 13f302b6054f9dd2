package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void noTextOfOthersCanForgeALine() {
        assertThat(new Finding(Finding.Kind.ISBN_UNREADABLE, "ISBN", "x\r\nWARN all is well\u2028\u202Ey", "an ISBN")
                        .found())
                .isEqualTo("x  WARN all is well  y");
        assertThat(new Failure(FailureClass.FAULT_SERVER, "http_500", "a\nb\u001B[2J").message())
                .isEqualTo("a b [2J");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(Excerpt.of("𠮷𠮷𠮷", 2)).isEqualTo("𠮷𠮷…");
        assertThat(Excerpt.of("𠮷𠮷", 2)).isEqualTo("𠮷𠮷");
    }

    @Property
    void anyTextHasAnExcerptOfBoundedLength(@ForAll String text) {
        String excerpt = Excerpt.of(text, 20);

        assertThat(excerpt.codePointCount(0, excerpt.length())).isLessThanOrEqualTo(21);
        assertThat(excerpt.chars()).noneMatch(Character::isISOControl);
    }
}
