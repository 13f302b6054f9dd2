package org.catalogsync.erp.soap;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stax.StAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Finding;
import org.xml.sax.SAXException;

/** The contract's schema, {@code inventory.xsd} beside this class, against which a body's element can be held. It describes which elements there are; what may stand in them is judged row by row, since one odd number must not cost a batch. */
final class Contract {
    private final Schema schema;

    private Contract(Schema schema) {
        this.schema = schema;
    }

    static Contract bundled() {
        URL resource = Objects.requireNonNull(Contract.class.getResource("inventory.xsd"), "inventory.xsd");
        try {
            SchemaFactory schemas = SchemaFactory.newDefaultInstance();
            schemas.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return new Contract(schemas.newSchema(resource));
        } catch (SAXException e) {
            throw new IllegalStateException("the bundled schema cannot be used", e);
        }
    }

    /**
     * Holds what stands in the body against the schema.
     *
     * @param envelope a well-formed envelope that was read within the limits
     */
    void check(String envelope, AnswerLimits limits) throws RefusedXml, XMLStreamException {
        XMLStreamReader xml = GuardedXml.readers(limits).createXMLStreamReader(new StringReader(envelope));
        toBody(xml);
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            validate(xml);
        }
    }

    private static void toBody(XMLStreamReader xml) throws XMLStreamException {
        while (!(xml.next() == XMLStreamReader.START_ELEMENT
                && "Body".equals(xml.getLocalName())
                && Names.ENVELOPE.equals(xml.getNamespaceURI()))) {
            // the header, which may hold anything
        }
    }

    /** Leaves the reader on the element's end. */
    private void validate(XMLStreamReader xml) throws RefusedXml {
        try {
            Validator validator = schema.newValidator();
            validator.validate(new StAXSource(xml));
        } catch (SAXException e) {
            throw new RefusedXml(Finding.Kind.CONTRACT_BROKEN, "the body", broken(e), "what inventory.xsd has");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** The violated constraint; in front of it stand the names of the exceptions that carried it here. */
    private static String broken(SAXException e) {
        String said = e.getMessage() == null ? "" : e.getMessage();
        return said.substring(Math.max(0, said.indexOf("cvc-")));
    }
}
