package org.catalogsync.erp.soap;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.stock.StockField;
import org.catalogsync.erp.stock.StockItem;
import org.catalogsync.model.legacy.TextNormaliser;
import org.jspecify.annotations.Nullable;

/** Reads one envelope, once, from top to bottom: a fault wherever the HTTP status may say success, otherwise the StockItems, however the response element around them is called. */
final class EnvelopeParser {
    private final GuardedXml xml;
    private final List<Finding> notices;
    private final List<StockItem> items = new ArrayList<>();
    private @Nullable Fault fault;
    private boolean responded;

    EnvelopeParser(GuardedXml xml, List<Finding> notices) {
        this.xml = xml;
        this.notices = notices;
    }

    SoapAnswer parse() throws XMLStreamException, RefusedXml {
        root();
        boolean body = false;
        while (xml.nextChild(1)) {
            if (xml.is(Names.ENVELOPE, "Body") && !body) {
                body = true;
                body();
            } else if (xml.is(Names.ENVELOPE, "Header") && !body) {
                xml.skip();
            } else {
                throw notSoap(xml.name(), "a Header, then one Body");
            }
        }
        xml.finish();
        if (fault != null) {
            return new SoapAnswer.Faulted(fault);
        }
        if (!responded) {
            throw notSoap(body ? "an empty Body" : "no Body", "an answer or a fault");
        }
        return new SoapAnswer.Rows(items, notices);
    }

    private void root() throws XMLStreamException, RefusedXml {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // a comment
        }
        if (!xml.is(Names.ENVELOPE, "Envelope")) {
            throw notSoap(xml.name(), "an Envelope of SOAP 1.1");
        }
    }

    private static RefusedXml notSoap(String found, String expected) {
        return new RefusedXml(Finding.Kind.NOT_SOAP, "the envelope", DocumentText.readable(found), expected);
    }

    private void body() throws XMLStreamException, RefusedXml {
        while (xml.nextChild(2)) {
            if (xml.is(Names.ENVELOPE, "Fault")) {
                Fault told = fault();
                fault = fault == null ? told : fault;
            } else if (xml.isIn(Names.INVENTORY)) {
                // An empty response says "no rows"; an empty Body would say nothing, and an outage may look like that.
                responded = true;
                response();
            } else {
                xml.skip();
            }
        }
    }

    /** A StockItem, or whatever the ERP puts around them. */
    private void response() throws XMLStreamException, RefusedXml {
        if (xml.is(Names.INVENTORY, "StockItem")) {
            items.add(item());
            return;
        }
        int own = xml.depth();
        while (xml.nextChild(own)) {
            response();
        }
    }

    private StockItem item() throws XMLStreamException, RefusedXml {
        StockItem item = new StockItem();
        int own = xml.depth();
        while (xml.nextChild(own)) {
            StockField field = xml.isIn(Names.INVENTORY) ? StockField.ofElement(xml.localName()) : null;
            if (field != null) {
                field(item, field);
            } else if (xml.is(Names.INVENTORY, "StockItem")) {
                item.flaw(new Finding(
                        Finding.Kind.FIELD_NESTED,
                        "StockItem",
                        "a StockItem in a StockItem",
                        "rows beside each other"));
                xml.skip();
            } else {
                xml.skip();
            }
        }
        return item;
    }

    private void field(StockItem item, StockField field) throws XMLStreamException, RefusedXml {
        boolean nil = xml.isNil();
        String text = xml.text(field.element());
        if (text == null) {
            item.flaw(new Finding(Finding.Kind.FIELD_NESTED, field.element(), "elements", "text"));
        } else {
            item.put(field, nil ? null : DocumentText.readable(text), !DocumentText.holdsBadBytes(text));
        }
    }

    private Fault fault() throws XMLStreamException, RefusedXml {
        String code = "";
        String text = "";
        String detail = "";
        int own = xml.depth();
        while (xml.nextChild(own)) {
            switch (xml.localName()) { // SOAP 1.1 has these in no namespace; stacks disagree
                case "faultcode" -> code = told("faultcode");
                case "faultstring" -> text = told("faultstring");
                case "detail" -> detail = detail();
                default -> xml.skip();
            }
        }
        return new Fault(code.substring(code.indexOf(':') + 1), text, detail);
    }

    private String told(String part) throws XMLStreamException, RefusedXml {
        String text = xml.text(part);
        return text == null ? "" : TextNormaliser.normalise(DocumentText.readable(text));
    }

    /** All texts, wherever they stand. */
    private String detail() throws XMLStreamException, RefusedXml {
        return TextNormaliser.normalise(DocumentText.readable(xml.allText("detail")));
    }
}
