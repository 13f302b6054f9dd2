package org.catalogsync.sync.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as a parser sees it. The page is written so that it is XML too, which makes a mistake in its structure, or a value that broke out of its place, an error here. */
final class RenderedPage {
    private final Document document;

    private RenderedPage(Document document) {
        this.document = document;
    }

    static RenderedPage of(String html) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        parser.setErrorHandler(null);
        return new RenderedPage(parser.parse(new InputSource(new StringReader(html))));
    }

    /** The text of all that an XPath finds, white space folded as a browser does. */
    List<String> texts(String xpath) throws Exception {
        NodeList nodes = (NodeList)
                XPathFactory.newDefaultInstance().newXPath().evaluate(xpath, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().replaceAll("\\s+", " ").strip());
        }
        return texts;
    }

    /** The text of the section under a heading with this id. */
    String section(String id) throws Exception {
        return String.join(" ", texts("//section[@aria-labelledby='" + id + "']"));
    }

    /** All text. */
    String text() throws Exception {
        return String.join(" ", texts("/html/body"));
    }
}
