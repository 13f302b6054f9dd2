package org.catalogsync.sync.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FieldTextTest {

    private static void agreesWithTheJdk(SourceCharset charset, byte... bytes) {
        FieldText fieldText = charset.newFieldText();
        assertThat(fieldText.of(bytes, 0, bytes.length)).isEqualTo(new String(bytes, charset.charset()));
        assertThat(fieldText.malformed()).isEqualTo(!charset.decodes(bytes));
    }

    @Test
    void agreesWithTheJdkOnEveryBytePairOfWindows31j() {
        for (int first = 0; first < 256; first++) {
            agreesWithTheJdk(SourceCharset.WINDOWS_31J, (byte) first);
            for (int second = 0; second < 256; second++) {
                agreesWithTheJdk(SourceCharset.WINDOWS_31J, (byte) first, (byte) second);
            }
        }
    }

    @Test
    void agreesWithTheJdkOnEveryCharacterInUtf8() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
                FieldText fieldText = SourceCharset.UTF_8.newFieldText();
                assertThat(fieldText.of(bytes, 0, bytes.length).codePointAt(0)).isEqualTo(codePoint);
                assertThat(fieldText.malformed()).isFalse();
            }
        }
    }

    @Property(tries = 5_000)
    void agreesWithTheJdkOnAnyBytes(@ForAll @Size(max = 12) byte[] bytes, @ForAll SourceCharset charset) {
        agreesWithTheJdk(charset, bytes);
    }

    @Property(tries = 5_000)
    void agreesWithTheJdkOnBytesThatAreNearlyUtf8(
            @ForAll String text, @ForAll byte wrong, @ForAll int place, @ForAll SourceCharset charset) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[Math.floorMod(place, bytes.length)] = wrong;
        }
        agreesWithTheJdk(charset, bytes);
    }

    @Test
    void keepsWhatTheJdksShiftJisLoses() {
        byte[] bytes = {(byte) 0x87, (byte) 0x8A, (byte) 0x87, 0x40, (byte) 0xFA, (byte) 0xB1};

        assertThat(SourceCharset.WINDOWS_31J.newFieldText().of(bytes, 0, bytes.length))
                .isEqualTo("㈱①﨑");
    }

    @Test
    void understandsEveryNameOfShiftJisAsWindows31j() {
        for (String name : new String[] {"Shift_JIS", "SJIS", "MS932", "cp932", "windows-31j", "Windows-31J"}) {
            assertThat(SourceCharset.named(name)).contains(SourceCharset.WINDOWS_31J);
        }
        assertThat(SourceCharset.named("utf8")).contains(SourceCharset.UTF_8);
        assertThat(SourceCharset.named("EUC-JP")).isEmpty();
    }
}
