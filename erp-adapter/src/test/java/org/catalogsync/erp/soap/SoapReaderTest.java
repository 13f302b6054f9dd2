package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.stock.StockItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoapReaderTest {
    private static final String XML = "text/xml; charset=utf-8";

    private final SoapReader reader = new SoapReader(AnswerLimits.DEFAULT, null, null);

    @Test
    void readsTheFieldsOfEachRow() {
        List<StockItem> items = rows(Documents.response(Documents.itemOf("<inv:ISBN>9784088725093</inv:ISBN>"
                + "<inv:Title>A&amp;B<![CDATA[<C>]]></inv:Title><inv:Other>x<y/></inv:Other>"
                + "<inv:Quantity> 7 </inv:Quantity>")));

        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.text(0)).isEqualTo("9784088725093");
            assertThat(item.text(1)).isEqualTo("A&B<C>");
            assertThat(item.text(2)).isEqualTo(" 7 ");
            assertThat(item.text(3)).isNull();
        });
    }

    @Test
    void readsRowsWhateverTheResponseIsCalled() {
        assertThat(rows(Documents.envelope(Documents.item("9784088725093", "1"))))
                .hasSize(1);
        assertThat(rows(Documents.envelope(
                        "<inv:Result><inv:List>" + Documents.item("9784088725093", "1") + "</inv:List></inv:Result>")))
                .hasSize(1);
    }

    @Test
    void nilIsNoText() {
        List<StockItem> items = rows(
                Documents.response(
                        Documents.itemOf(
                                "<inv:Quantity xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\">0</inv:Quantity>")));

        assertThat(items.getFirst().text(2)).isNull();
    }

    @Test
    void emptyResponseHasNoRowsAndAnEmptyBodySaysNothing() {
        assertThat(rows(Documents.response())).isEmpty();
        assertRefused(Documents.envelope(""), Finding.Kind.NOT_SOAP);
        assertRefused(Documents.envelope("<Ok/>"), Finding.Kind.NOT_SOAP);
    }

    @Test
    void badBytesCostTheirFieldOnly() {
        List<StockItem> items = rows(Documents.answer("batch.xml"));

        assertThat(items).hasSize(5);
        assertThat(items.get(2).unmappable(1)).isTrue();
        assertThat(items.get(2).text(1)).isEqualTo("A<81AD>表");
        assertThat(items.get(2).text(0)).isEqualTo("9784041026229");
        assertThat(items.get(2).unmappable(0)).isFalse();
    }

    @Test
    void faultIsReadWhereverItStandsInTheBody() {
        SoapAnswer answer = reader.read(Documents.fault("e:Server.Busy", "too  much"), XML);

        assertThat(answer).isEqualTo(new SoapAnswer.Faulted(new Fault("Server.Busy", "too much", "R17")));
        assertThat(reader.read(
                        Documents.envelope(Documents.item("9784088725093", "1")
                                + "<e:Fault><faultcode>e:Client</faultcode></e:Fault>"),
                        XML))
                .isEqualTo(new SoapAnswer.Faulted(new Fault("Client", "", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "OK",
                "<",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'></b>",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>",
                "<e:Envelope/>",
                "{\"error\": 1}"
            })
    void whatIsNoXmlIsNamedSo(String body) {
        assertThat(reader.read(body.getBytes(StandardCharsets.UTF_8), XML))
                .isInstanceOfSatisfying(
                        SoapAnswer.Refused.class,
                        refused -> assertThat(refused.finding().kind()).isEqualTo(Finding.Kind.NOT_XML));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>503</body></html>",
                "<!DOCTYPE html><p>x",
                "<Envelope/>",
                "<a>&nbsp;</a>",
                "<a></b>",
                "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body/></e:Envelope>",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header/></e:Envelope>",
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/><e:Body/></e:Envelope>"
            })
    void whatIsNoEnvelopeIsNamedSo(String body) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8), Finding.Kind.NOT_SOAP);
    }

    @Test
    void documentThatIsCutAnywhereIsNoAnswer() {
        byte[] whole = Documents.answer("batch.xml");
        int end = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('>');

        for (int length = 0; length <= end; length++) {
            assertThat(reader.read(Arrays.copyOf(whole, length), "text/xml; charset=Shift_JIS"))
                    .as("%d bytes of it", length)
                    .isInstanceOf(SoapAnswer.Refused.class);
        }
    }

    @Test
    void repeatedAndNestedFieldsAreFlawsOfTheirRow() {
        SoapAnswer answer = reader.read(
                Documents.response(
                        Documents.itemOf("<inv:Quantity>1</inv:Quantity><inv:Quantity>2</inv:Quantity>"),
                        Documents.itemOf("<inv:Quantity><b>1</b></inv:Quantity>"),
                        Documents.itemOf(Documents.item("9784088725093", "1"))),
                XML);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SoapAnswer.Rows.class,
                        rows -> assertThat(rows.items())
                                .hasSize(3)
                                .extracting(item -> item.text(2))
                                .containsExactly("1", null, null));
    }

    private List<StockItem> rows(byte[] document) {
        SoapAnswer answer = reader.read(document, "text/xml");
        assertThat(answer).isInstanceOf(SoapAnswer.Rows.class);
        return ((SoapAnswer.Rows) answer).items();
    }

    private void assertRefused(byte[] document, Finding.Kind kind) {
        assertThat(reader.read(document, XML))
                .isInstanceOfSatisfying(
                        SoapAnswer.Refused.class,
                        refused -> assertThat(refused.finding().kind())
                                .as(refused.finding().toString())
                                .isEqualTo(kind));
    }
}
