package org.catalogsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTitleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ワンダーピース 42",
                "ワンダーピース42",
                "ワンダーピース(42)",
                "ワンダーピース 第42巻",
                "ワンダーピース　４２",
                "ワンダーピース（４２）",
                "ﾜﾝﾀﾞｰﾋﾟｰｽ 第42巻",
                "ワンダーピース 四十二巻",
                "ワンダーピース vol.42",
                "ワンダーピース #42",
                "わんだーぴーす 042",
                "ワンダーピース\n第42巻"
            })
    void readsOneVolumeInAllItsSpellings(String title) {
        assertThat(VolumeTitle.of(title)).isEqualTo(new VolumeTitle("わんだぴす", "42"));
    }

    @ParameterizedTest
    @CsvSource({"海辺の観測所 上, 上", "海辺の観測所(下), 下", "海辺の観測所 中巻, 中", "海辺の観測所 上巻, 上", "海辺の観測所 第百五巻, 105"})
    void readsVolumesThatAreNotDigits(String title, String volume) {
        assertThat(VolumeTitle.of(title)).isEqualTo(new VolumeTitle("海辺の観測所", volume));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "海辺の観測所", "第三の男", "路上", "20世紀の少年たち", "年下"})
    void leavesATitleWithoutAVolumeWhole(String title) {
        assertThat(VolumeTitle.of(title).volume()).isNull();
    }

    @Test
    void keepsANumberThatBelongsToTheName() {
        assertThat(VolumeTitle.of("20世紀の少年たち 3")).isEqualTo(new VolumeTitle("20世紀の少年たち", "3"));
    }

    @ParameterizedTest
    @CsvSource({"灯台 第3巻 新装版,灯台", "灯台 3巻【完全版】,灯台", "海辺の灯台 vol.3 特装,海辺の灯台"})
    void namesWhatStandsBeforeAVolumeInTheMiddle(String title, String before) {
        assertThat(VolumeTitle.nameBeforeVolume(title)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"灯台 第3巻", "灯台(3)", "第3巻 灯台", "灯台", "20", "灯台 3!"})
    void namesNothingBeforeAVolumeAtTheEndOrTheBeginning(String title) {
        assertThat(VolumeTitle.nameBeforeVolume(title)).isNull();
    }
}
