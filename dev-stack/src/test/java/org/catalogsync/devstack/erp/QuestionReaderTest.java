package org.catalogsync.devstack.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionReaderTest {
    private static final String ISBN = "9784088725093";

    @Test
    void questionsAreReadWithTheirTokens() throws Exception {
        assertThat(QuestionReader.read(Questions.single(ISBN, "OS02")))
                .isEqualTo(new Question(Operation.GET_STOCK_LEVEL, List.of(ISBN), "OS02", ErpSimulator.TOKEN));
        assertThat(QuestionReader.read(Questions.batch(ISBN, "9784065193211")))
                .isEqualTo(new Question(
                        Operation.GET_BATCH_STOCK_LEVELS, List.of(ISBN, "9784065193211"), "", ErpSimulator.TOKEN));
    }

    @Test
    void headersOfOthersAndCommentsAreNotInTheWay() throws Exception {
        String security =
                "<w:Security xmlns:w=\"urn:wsse\"><w:UsernameToken><w:Username>a</w:Username></w:UsernameToken></w:Security>";

        Question question = QuestionReader.read(Questions.envelope(
                "<!-- a --><inv:AuthToken>a&amp;<![CDATA[<b>]]></inv:AuthToken>" + security,
                "<inv:GetStockLevel> <inv:ISBN> " + ISBN + " </inv:ISBN><!-- b -->"
                        + "<inv:WarehouseCode>TK01</inv:WarehouseCode></inv:GetStockLevel>"));

        assertThat(question.token()).isEqualTo("a&<b>");
        assertThat(question.isbns()).containsExactly(ISBN);
    }

    static Stream<Arguments> wrongQuestions() {
        String batch = "<inv:GetBatchStockLevels>%s</inv:GetBatchStockLevels>";
        String isbn = "<inv:ISBN>" + ISBN + "</inv:ISBN>";
        return Stream.of(
                Arguments.of("", "Client", "not well-formed"),
                Arguments.of("<a", "Client", "not well-formed"),
                Arguments.of("<html/>", "Client", "expected an Envelope, found html"),
                Arguments.of(
                        "<Envelope xmlns=\"http://www.w3.org/2003/05/soap-envelope\"/>", "VersionMismatch", "SOAP 1.1"),
                Arguments.of(Questions.envelope("", ""), "Client", "expected an operation"),
                Arguments.of(Questions.envelope("", "<inv:SetStock/>"), "Client", "unknown operation SetStock"),
                Arguments.of(Questions.envelope("", "<GetStockLevel/>"), "Client", "unknown operation GetStockLevel"),
                Arguments.of(
                        Questions.envelope("", batch.formatted(isbn) + batch.formatted(isbn)),
                        "Client",
                        "expected one operation"),
                Arguments.of(
                        Questions.envelope("", batch.formatted("")),
                        "Client",
                        "GetBatchStockLevels takes 1 to 20 ISBN, found 0"),
                Arguments.of(
                        Questions.envelope("", batch.formatted(String.join("", Collections.nCopies(21, isbn)))),
                        "Client",
                        "GetBatchStockLevels takes 1 to 20 ISBN, found 21"),
                Arguments.of(
                        Questions.envelope("", batch.formatted("<inv:ISBN>4-08-872509-3</inv:ISBN>")),
                        "Client",
                        "13 digits"),
                Arguments.of(
                        Questions.envelope("", batch.formatted("<inv:ISBN><inv:ISBN/></inv:ISBN>")),
                        "Client",
                        "unexpected element ISBN"),
                Arguments.of(
                        Questions.envelope("", batch.formatted("<inv:Title>a</inv:Title>")),
                        "Client",
                        "unexpected element Title"),
                Arguments.of(
                        Questions.envelope("", "<inv:GetStockLevel>" + isbn + "</inv:GetStockLevel>"),
                        "Client",
                        "expected a WarehouseCode"),
                Arguments.of("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "Client", "forbids"),
                Arguments.of("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>", "Client", "forbids"),
                Arguments.of(Questions.envelope("<inv:AuthToken>&b;</inv:AuthToken>", ""), "Client", "forbids"),
                Arguments.of(Questions.envelope("<a>".repeat(20) + "</a>".repeat(20), ""), "Client", "nest too deep"));
    }

    @ParameterizedTest
    @MethodSource("wrongQuestions")
    void whatTheContractDoesNotHaveIsRefusedInWords(String document, String code, String text) {
        SoapFault fault = catchThrowableOfType(SoapFault.class, () -> QuestionReader.read(document));

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.text()).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-31j, Shift_JIS, text/xml",
        "windows-31j, windows-31j, text/xml; charset=utf-8",
        "UTF-8, UTF-8, text/xml; charset=Shift_JIS",
        "windows-31j, , text/xml; charset=\"Shift_JIS\"",
        "UTF-8, , text/xml"
    })
    void textIsReadInTheCharsetThatItIsIn(String charset, String declared, String contentType) throws Exception {
        String text = (declared == null ? "" : "<?xml version='1.0' encoding='" + declared + "'?>") + "<a>①髙～</a>";

        assertThat(QuestionText.of(text.getBytes(Charset.forName(charset)), contentType))
                .isEqualTo(text);
    }

    @Test
    void bytesAndCharsetsThatNobodyKnowsAreTheClients() {
        byte[] latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a/>".getBytes(StandardCharsets.US_ASCII);
        byte[] bad = {'<', (byte) 0x81};

        assertThat(catchThrowableOfType(SoapFault.class, () -> QuestionText.of(latin, "text/xml"))
                        .text())
                .isEqualTo("unknown charset iso-8859-1");
        assertThat(catchThrowableOfType(SoapFault.class, () -> QuestionText.of(bad, "text/xml; charset=Shift_JIS"))
                        .text())
                .isEqualTo("the document holds bytes that are not in shift_jis");
    }
}
