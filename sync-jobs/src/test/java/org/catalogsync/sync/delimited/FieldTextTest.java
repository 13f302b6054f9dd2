package org.catalogsync.sync.delimited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.catalogsync.model.legacy.DecodedText;
import org.catalogsync.model.legacy.LegacyText;
import org.catalogsync.sync.record.SourceCharset;
import org.junit.jupiter.api.Test;

class FieldTextTest {

    /** With the JDK on what decodes, and with the rest of the project on what does not. */
    private static void agrees(SourceCharset charset, byte... bytes) {
        FieldText fieldText = FieldText.of(charset);
        DecodedText decoded = LegacyText.decode(bytes, 0, bytes.length, charset.charset());
        assertThat(fieldText.of(bytes, 0, bytes.length)).isEqualTo(decoded.text());
        assertThat(fieldText.malformed()).isEqualTo(!decoded.isClean()).isEqualTo(!charset.decodes(bytes));
        if (decoded.isClean()) {
            assertThat(decoded.text()).isEqualTo(new String(bytes, charset.charset()));
        }
    }

    @Test
    void agreesOnEveryBytePairOfWindows31j() {
        for (int first = 0; first < 256; first++) {
            agrees(SourceCharset.WINDOWS_31J, (byte) first);
            for (int second = 0; second < 256; second++) {
                agrees(SourceCharset.WINDOWS_31J, (byte) first, (byte) second);
            }
        }
    }

    @Test
    void agreesOnEveryCharacterInUtf8() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
                FieldText fieldText = FieldText.of(SourceCharset.UTF_8);
                assertThat(fieldText.of(bytes, 0, bytes.length).codePointAt(0)).isEqualTo(codePoint);
                assertThat(fieldText.malformed()).isFalse();
            }
        }
    }

    @Property(tries = 5_000)
    void agreesOnAnyBytes(@ForAll @Size(max = 12) byte[] bytes, @ForAll SourceCharset charset) {
        agrees(charset, bytes);
    }

    @Property(tries = 5_000)
    void agreesOnBytesThatAreNearlyUtf8(
            @ForAll String text, @ForAll byte wrong, @ForAll int place, @ForAll SourceCharset charset) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[Math.floorMod(place, bytes.length)] = wrong;
        }
        agrees(charset, bytes);
    }

    @Test
    void keepsWhatTheJdksShiftJisLoses() {
        byte[] bytes = {(byte) 0x87, (byte) 0x8A, (byte) 0x87, 0x40, (byte) 0xFA, (byte) 0xB1};

        assertThat(FieldText.of(SourceCharset.WINDOWS_31J).of(bytes, 0, bytes.length))
                .isEqualTo("㈱①﨑");
    }

    @Test
    void understandsEveryNameOfShiftJisAsWindows31j() {
        for (String name : new String[] {"Shift_JIS", "SJIS", "MS932", "cp932", "windows-31j", "Windows-31J"}) {
            assertThat(SourceCharset.named(name)).isEqualTo(SourceCharset.WINDOWS_31J);
        }
        assertThat(SourceCharset.named("utf8")).isEqualTo(SourceCharset.UTF_8);
        assertThatThrownBy(() -> SourceCharset.named("EUC-JP")).isInstanceOf(IllegalArgumentException.class);
    }
}
