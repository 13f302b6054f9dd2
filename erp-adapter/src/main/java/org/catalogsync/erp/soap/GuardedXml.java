package org.catalogsync.erp.soap;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Finding;
import org.jspecify.annotations.Nullable;

/** Moves over a document from element to element and refuses what no answer of the ERP has: document types, entities, processing instructions, and more of anything than the limits allow. Parses text, never bytes, so no parser guesses at a charset. */
final class GuardedXml {
    private final XMLStreamReader xml;
    private final AnswerLimits limits;
    private int depth;
    private int elements;

    GuardedXml(String text, AnswerLimits limits) throws XMLStreamException, RefusedXml {
        TagLengths.check(text, limits.tagChars());
        this.xml = readers(limits).createXMLStreamReader(new StringReader(text));
        this.limits = limits;
    }

    /** Readers that open nothing and expand nothing. */
    static XMLInputFactory readers(AnswerLimits limits) {
        // The JDK's own, whatever else is on the class path: these settings are its.
        XMLInputFactory readers = XMLInputFactory.newDefaultFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        readers.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        readers.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        readers.setProperty(XMLInputFactory.IS_COALESCING, false);
        readers.setProperty("jdk.xml.dtd.support", "deny");
        readers.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(limits.attributes()));
        return readers;
    }

    /** Goes on to the next event. */
    int next() throws XMLStreamException, RefusedXml {
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> opened();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD -> throw forbidden("a document type");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw forbidden("an entity");
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw forbidden("a processing instruction");
            default -> {
                // text and comments are for whoever reads them
            }
        }
        return event;
    }

    private void opened() throws RefusedXml {
        depth++;
        elements++;
        limit("depth of elements", depth, limits.depth());
        limit("number of elements", elements, limits.elements());
        limit("attributes of an element", xml.getAttributeCount() + xml.getNamespaceCount(), limits.attributes());
    }

    private static void limit(String what, int found, int most) throws RefusedXml {
        if (found > most) {
            throw new RefusedXml(Finding.Kind.LIMIT_EXCEEDED, what, String.valueOf(found), most + " at most");
        }
    }

    private static RefusedXml forbidden(String what) {
        return new RefusedXml(
                Finding.Kind.FORBIDDEN_XML, "the document", what, "elements and text, as SOAP 1.1 has it");
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** Goes on to the next child of the element that was open at this depth; false at its end. Text between children is passed over. */
    boolean nextChild(int parent) throws XMLStreamException, RefusedXml {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && depth < parent) {
                return false;
            }
        }
    }

    /** Passes over the element that has just been opened. */
    void skip() throws XMLStreamException, RefusedXml {
        int own = depth;
        while (depth >= own) {
            next();
        }
    }

    /** The text of the element that has just been opened, up to its end; null where an element stands in it, which is passed over with the rest. */
    @Nullable
    String text(String where) throws XMLStreamException, RefusedXml {
        int before = elements;
        String text = allText(where);
        return elements == before ? text : null;
    }

    /** The text of the element that has just been opened and of all that it holds, up to its end. */
    String allText(String where) throws XMLStreamException, RefusedXml {
        int own = depth;
        StringBuilder text = new StringBuilder();
        while (depth >= own) {
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                limit("characters of " + where, text.length() + xml.getTextLength(), limits.fieldChars());
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return text.toString();
    }

    /** Goes on to the end of the document, so that a document that is cut behind what was wanted is noticed. */
    void finish() throws XMLStreamException, RefusedXml {
        while (xml.hasNext()) {
            next();
        }
    }

    boolean is(String namespace, String localName) {
        return isIn(namespace) && xml.getLocalName().equals(localName);
    }

    boolean isIn(String namespace) {
        return namespace.equals(xml.getNamespaceURI());
    }

    String localName() {
        return xml.getLocalName();
    }

    /** The name as people read it, namespace in braces. */
    String name() {
        String namespace = xml.getNamespaceURI();
        return (namespace == null || namespace.isEmpty() ? "" : "{" + namespace + "}") + xml.getLocalName();
    }

    /** Whether the element says {@code xsi:nil}. */
    boolean isNil() {
        String nil = xml.getAttributeValue(Names.SCHEMA_INSTANCE, "nil");
        return nil != null && (nil.trim().equals("true") || nil.trim().equals("1"));
    }
}
