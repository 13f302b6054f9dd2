package org.catalogsync.devstack.erp;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one question, and refuses what the contract does not have in words that help whoever wrote it. */
final class QuestionReader {
    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String INVENTORY = "http://legacy-erp.manga-store.co.jp/inventory/v1";

    private static final Pattern ISBN = Pattern.compile("[0-9]{13}");
    private static final Pattern WAREHOUSE = Pattern.compile("[A-Za-z0-9_-]{1,16}");
    private static final int DEEPEST = 16;
    private static final int MOST_ATTRIBUTES = 32;

    private final XMLStreamReader xml;
    private final List<String> path = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> isbns = new ArrayList<>();
    private @Nullable Operation operation;
    private String warehouse = "";
    private String token = "";

    private QuestionReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** What a document asks. */
    static Question read(String document) throws SoapFault {
        try {
            return new QuestionReader(readers().createXMLStreamReader(new StringReader(document))).question();
        } catch (XMLStreamException e) {
            throw SoapFault.client("the document is not well-formed XML, or holds what SOAP 1.1 forbids");
        }
    }

    /** Of the JDK's own, whatever else is on the class path: these settings are its. */
    private static XMLInputFactory readers() {
        XMLInputFactory readers = XMLInputFactory.newDefaultFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        readers.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        readers.setProperty("jdk.xml.dtd.support", "deny");
        readers.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MOST_ATTRIBUTES));
        return readers;
    }

    private Question question() throws XMLStreamException, SoapFault {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> opened(xml.getNamespaceURI(), xml.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> closed();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw SoapFault.client("SOAP 1.1 forbids document types, entities and processing instructions");
                default -> {
                    // comments
                }
            }
        }
        return checked();
    }

    /** The path names what the contract knows and leaves the rest unnamed. */
    private void opened(@Nullable String namespace, String name) throws SoapFault {
        String known = ENVELOPE.equals(namespace) ? "soap:" + name : INVENTORY.equals(namespace) ? name : "?";
        switch (path.size()) {
            case 0 -> root(known, name);
            case 1 -> require(known.equals("soap:Header") || known.equals("soap:Body"), "expected Header and Body");
            case 2 -> {
                if (path.get(1).equals("soap:Body")) {
                    operation(known, name);
                }
            }
            default -> {
                boolean isField = known.equals("ISBN") || known.equals("WarehouseCode");
                boolean inBody = path.get(1).equals("soap:Body");
                require(!inBody || (path.size() == 3 && isField), "unexpected element " + name);
            }
        }
        require(path.size() < DEEPEST, "elements nest too deep");
        path.add(known);
        text.setLength(0);
    }

    private static void root(String known, String name) throws SoapFault {
        require(name.equals("Envelope"), "expected an Envelope, found " + name);
        if (!known.equals("soap:Envelope")) {
            throw new SoapFault("VersionMismatch", "expected the namespace of SOAP 1.1");
        }
    }

    private void operation(String known, String name) throws SoapFault {
        require(operation == null, "expected one operation");
        operation = Operation.named(known).orElseThrow(() -> SoapFault.client("unknown operation " + name));
    }

    private void closed() {
        switch (String.join("/", path.subList(1, path.size()))) {
            case "soap:Header/AuthToken" -> token = text.toString();
            case "soap:Body/GetStockLevel/ISBN", "soap:Body/GetBatchStockLevels/ISBN" ->
                isbns.add(text.toString().strip());
            case "soap:Body/GetStockLevel/WarehouseCode" ->
                warehouse = text.toString().strip();
            default -> {
                // an element around others, or one of a header that nobody here reads
            }
        }
        path.removeLast();
    }

    private Question checked() throws SoapFault {
        Operation asked = operation;
        if (asked == null) {
            throw SoapFault.client("expected an operation in the Body");
        }
        require(
                !isbns.isEmpty() && isbns.size() <= asked.mostIsbns(),
                asked.element() + " takes 1 to " + asked.mostIsbns() + " ISBN, found " + isbns.size());
        for (String isbn : isbns) {
            require(ISBN.matcher(isbn).matches(), "expected an ISBN of 13 digits");
        }
        if (asked == Operation.GET_STOCK_LEVEL) {
            require(WAREHOUSE.matcher(warehouse).matches(), "expected a WarehouseCode");
        }
        return new Question(asked, isbns, warehouse, token);
    }

    private static void require(boolean so, String otherwise) throws SoapFault {
        if (!so) {
            throw SoapFault.client(otherwise);
        }
    }
}
