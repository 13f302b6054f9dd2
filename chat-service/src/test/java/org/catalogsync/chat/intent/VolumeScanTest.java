package org.catalogsync.chat.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.catalogsync.chat.intent.VolumeScan.Volumes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeScanTest {
    private static final String KANJI = "〇一二三四五六七八九";

    private static List<Volumes> volumes(String text) {
        return VolumeScan.of(new Sentence(text));
    }

    @Property
    void readsANumberInEveryForm(
            @ForAll @IntRange(min = 1, max = 199) int number, @ForAll @IntRange(max = 8) int form) {
        String text = switch (form) {
            case 0 -> number + "巻";
            case 1 -> "第" + number + "巻";
            case 2 -> "(" + number + ")";
            case 3 -> "vol." + number;
            case 4 -> "volume " + number;
            case 5 -> "#" + number;
            case 6 -> kanji(number) + "巻";
            case 7 -> "第" + kanji(number) + "巻";
            default -> "No. " + number;
        };

        assertThat(volumes("あの " + text + " は"))
                .singleElement()
                .satisfies(found -> assertThat(found.volumes()).containsExactly(Integer.toString(number)));
    }

    @Property
    void readsARange(@ForAll @IntRange(min = 1, max = 90) int from, @ForAll @IntRange(max = 19) int more) {
        assertThat(volumes(from + "巻から" + (from + more) + "巻"))
                .singleElement()
                .satisfies(found -> assertThat(found.volumes())
                        .containsExactlyElementsOf(IntStream.rangeClosed(from, from + more)
                                .mapToObj(Integer::toString)
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3冊ください", "500円", "2026年11月28日", "第三の男", "路上", "10.5巻", "20世紀", "三人の話"})
    void takesNothingElseForAVolume(String text) {
        assertThat(volumes(text)).isEmpty();
    }

    private static String kanji(int number) {
        String hundreds = number < 100 ? "" : "百";
        int rest = number % 100;
        String tens = rest < 10 ? "" : (rest < 20 ? "" : "" + KANJI.charAt(rest / 10)) + "十";
        return hundreds + tens + (rest % 10 == 0 ? "" : "" + KANJI.charAt(rest % 10));
    }
}
