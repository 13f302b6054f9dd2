package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.erp.Finding;
import org.catalogsync.model.legacy.LegacyText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTextTest {
    private static final byte[] WAVE_IN_31J = {(byte) 0x81, 0x60};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Shift_JIS",
                "shift_jis",
                "SJIS",
                "x-sjis",
                "MS_Kanji",
                "csShiftJIS",
                "windows-31j",
                "Windows-31J",
                "MS932",
                "cp932",
                "windows-932",
                "csWindows31J"
            })
    void everyNameOfShiftJisIsReadAsWindows31j(String name) throws Exception {
        assertThat(read("<?xml version='1.0' encoding='" + name + "'?>", WAVE_IN_31J, "text/xml", null))
                .endsWith("～");
        assertThat(read("", WAVE_IN_31J, "text/xml; charset=\"" + name + "\"", null))
                .isEqualTo("～");
    }

    @Test
    void configuredCharsetWinsOverAllThatADocumentSaysOfItself() throws Exception {
        assertThat(read("<?xml version='1.0' encoding='EUC-JP'?>", WAVE_IN_31J, "text/xml", LegacyText.WINDOWS_31J))
                .endsWith("～");
    }

    @Test
    void byteOrderMarkWinsOverTheDeclaration() throws Exception {
        byte[] marked = "\uFEFF<?xml version='1.0' encoding='Shift_JIS'?>〜".getBytes(StandardCharsets.UTF_8);

        assertThat(DocumentText.of(marked, "text/xml; charset=Shift_JIS", null).text())
                .isEqualTo("<?xml version='1.0' encoding='Shift_JIS'?>〜");
    }

    @Test
    void declarationWinsOverTheHeaderAndTheDisagreementIsTold() throws Exception {
        byte[] bytes = bytes("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>", WAVE_IN_31J);

        DocumentText document = DocumentText.of(bytes, "text/xml; charset=utf-8", null);

        assertThat(document.text()).endsWith("～");
        assertThat(document.notices())
                .containsExactly(new Finding(Finding.Kind.CHARSET_DISAGREES, "Content-Type", "utf-8", "Shift_JIS"));
    }

    @Test
    void twoNamesOfOneCharsetDoNotDisagree() throws Exception {
        byte[] bytes = bytes("<?xml version=\"1.0\" encoding=\"Windows-31J\"?>", WAVE_IN_31J);

        assertThat(DocumentText.of(bytes, "text/xml;charset=Shift_JIS", null).notices())
                .isEmpty();
    }

    @Test
    void documentThatSaysNothingIsUtf8AndOtherBytesInItAreSeen() throws Exception {
        assertThat(read("〜", new byte[0], "text/xml", null)).isEqualTo("〜");
        assertThat(DocumentText.readable(read("a", WAVE_IN_31J, "text/xml", null)))
                .isEqualTo("a<81>`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUC-JP", "ISO-2022-JP", "us-ascii", "UTF-16", "nonsense", ""})
    void refusesACharsetThatTheErpDoesNotWrite(String name) {
        assertThatThrownBy(() -> read("<?xml version='1.0' encoding='" + name + "'?>", new byte[0], "text/xml", null))
                .isInstanceOfSatisfying(
                        RefusedXml.class, e -> assertThat(e.finding().kind()).isEqualTo(Finding.Kind.CHARSET_UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FEFF003C", "FFFE3C00"})
    void refusesUtf16WhateverIsConfigured(String hex) {
        assertThatThrownBy(() -> DocumentText.of(HexFormat.of().parseHex(hex), "text/xml", StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        RefusedXml.class, e -> assertThat(e.finding().found()).isEqualTo("UTF-16"));
    }

    @Test
    void badBytesStayWhereTheyStand() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("41" + "81AD" + "955C" + "FF" + "42");

        String text =
                DocumentText.of(bytes, "text/xml; charset=Shift_JIS", null).text();

        assertThat(DocumentText.holdsBadBytes(text)).isTrue();
        assertThat(DocumentText.readable(text)).isEqualTo("A<81AD>表<FF>B");
    }

    @Property
    void anyBytesBecomeTextWithoutReplacementCharacters(@ForAll byte[] bytes) throws Exception {
        byte[] all = bytes("a", bytes); // so that no bytes are the mark of UTF-16

        assertThat(DocumentText.of(all, "text/xml", LegacyText.WINDOWS_31J).text())
                .doesNotContain("\uFFFD");
    }

    private static String read(String start, byte[] rest, String contentType, @Nullable Charset configured)
            throws RefusedXml {
        return DocumentText.of(bytes(start, rest), contentType, configured).text();
    }

    private static byte[] bytes(String start, byte[] rest) {
        byte[] first = start.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }
}
