package org.catalogsync.erp.soap;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Credentials.UsernameToken;
import org.catalogsync.model.Isbn;

/** Writes a question as an envelope. Whatever stands in the texts, the envelope has these elements and no others. */
final class SoapWriter {
    /** The name by which the ERP knows windows-31j. */
    static final String CHARSET = "Shift_JIS";

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;

    private SoapWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * The envelope as the ERP will read it.
     *
     * @throws UnencodableText where the credentials or the warehouse have a character that cannot be sent
     */
    static String write(StockQuestion question, Credentials credentials) {
        StringWriter out = new StringWriter(1_024);
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(out);
            new SoapWriter(xml).envelope(question, credentials);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toString();
    }

    private void envelope(StockQuestion question, Credentials credentials) throws XMLStreamException {
        xml.writeStartDocument(CHARSET, "1.0");
        xml.writeStartElement("soapenv", "Envelope", Names.ENVELOPE);
        xml.writeNamespace("soapenv", Names.ENVELOPE);
        xml.writeNamespace("inv", Names.INVENTORY);
        header(credentials);
        body(question);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void header(Credentials credentials) throws XMLStreamException {
        xml.writeStartElement("soapenv", "Header", Names.ENVELOPE);
        element("AuthToken", credentials.token().value());
        UsernameToken user = credentials.usernameToken();
        if (user != null) {
            security(user);
        }
        xml.writeEndElement();
    }

    private void security(UsernameToken user) throws XMLStreamException {
        xml.writeStartElement("wsse", "Security", Names.SECURITY);
        xml.writeNamespace("wsse", Names.SECURITY);
        xml.writeStartElement("wsse", "UsernameToken", Names.SECURITY);
        xml.writeStartElement("wsse", "Username", Names.SECURITY);
        text("Username", user.username());
        xml.writeEndElement();
        xml.writeStartElement("wsse", "Password", Names.SECURITY);
        xml.writeAttribute("Type", Names.PASSWORD_TEXT);
        text("Password", user.password().value());
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void body(StockQuestion question) throws XMLStreamException {
        xml.writeStartElement("soapenv", "Body", Names.ENVELOPE);
        xml.writeStartElement("inv", question.operation().element(), Names.INVENTORY);
        for (Isbn isbn : question.isbns()) {
            element("ISBN", isbn.value());
        }
        if (question.operation() == Operation.GET_STOCK_LEVEL) {
            element("WarehouseCode", question.warehouse());
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement("inv", name, Names.INVENTORY);
        text(name, text);
        xml.writeEndElement();
    }

    /** A carriage return goes as a reference: written as it is, every parser must read it as a line feed. */
    private void text(String name, String text) throws XMLStreamException {
        String spelled = OutboundText.spelled(name, text);
        int from = 0;
        for (int at = spelled.indexOf('\r'); at >= 0; at = spelled.indexOf('\r', from)) {
            xml.writeCharacters(spelled.substring(from, at));
            xml.writeEntityRef("#xD");
            from = at + 1;
        }
        xml.writeCharacters(spelled.substring(from));
    }
}
