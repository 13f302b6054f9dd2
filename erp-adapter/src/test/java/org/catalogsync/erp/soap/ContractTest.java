package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Secret;
import org.catalogsync.erp.stock.StockField;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ContractTest {
    private static final List<Isbn> ISBNS = List.of(new Isbn("9784088725093"), new Isbn("9784065193211"));

    private final Contract contract = Contract.bundled();
    private final SoapReader validating = new SoapReader(AnswerLimits.DEFAULT, null, contract);

    @Test
    void ourQuestionsKeepTheContract() throws Exception {
        Credentials credentials = new Credentials(new Secret("t"), null);

        contract.check(SoapWriter.write(StockQuestion.of(ISBNS, "TK01"), credentials), AnswerLimits.DEFAULT);
        contract.check(
                SoapWriter.write(StockQuestion.of(ISBNS.subList(0, 1), "TK01"), credentials), AnswerLimits.DEFAULT);
    }

    @Test
    void answersThatKeepTheContractAreRead() {
        assertThat(validating.read(Documents.answer("single.xml"), "text/xml")).isInstanceOf(SoapAnswer.Rows.class);
        assertThat(validating.read(Documents.answer("batch.xml"), "text/xml")).isInstanceOf(SoapAnswer.Rows.class);
    }

    @Test
    void answerWithAnElementThatTheContractLacksIsRefused() {
        byte[] changed = Documents.response(
                Documents.itemOf("<inv:ISBN>9784088725093</inv:ISBN><inv:Reserved>3</inv:Reserved>"));

        assertThat(validating.read(changed, "text/xml")).isInstanceOfSatisfying(SoapAnswer.Refused.class, refused -> {
            assertThat(refused.finding().kind()).isEqualTo(Finding.Kind.CONTRACT_BROKEN);
            assertThat(refused.finding().found()).contains("Reserved");
        });
        assertThat(new SoapReader(AnswerLimits.DEFAULT, null, null).read(changed, "text/xml"))
                .isInstanceOf(SoapAnswer.Rows.class);
    }

    @Test
    void faultIsReadWhateverTheContractSays() {
        assertThat(validating.read(Documents.fault("e:Server", "down"), "text/xml"))
                .isInstanceOf(SoapAnswer.Faulted.class);
    }

    @Test
    void wsdlNamesOurOperationsActionsAndElements() throws Exception {
        Document wsdl = resource("inventory.wsdl");
        List<String> declared = attributes(resource("inventory.xsd"), "element", "name");

        assertThat(attributes(wsdl, "operation", "soapAction"))
                .containsExactlyElementsOf(Arrays.stream(Operation.values())
                        .map(operation -> operation.action().replace("\"", ""))
                        .toList());
        assertThat(attributes(wsdl, "part", "element"))
                .allSatisfy(element -> assertThat(declared).contains(element.substring("inv:".length())));
        assertThat(declared)
                .containsAll(Arrays.stream(StockField.values())
                        .map(StockField::element)
                        .toList());
        assertThat(wsdl.getDocumentElement().getAttribute("targetNamespace")).isEqualTo(Names.INVENTORY);
    }

    private static Document resource(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(name), name)) {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(in);
        }
    }

    private static List<String> attributes(Document document, String element, String attribute) {
        NodeList nodes = document.getElementsByTagNameNS("*", element);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            String value = ((Element) nodes.item(i)).getAttribute(attribute);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }
}
