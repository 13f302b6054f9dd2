package org.catalogsync.erp.soap;

import java.nio.charset.Charset;
import javax.xml.stream.XMLStreamException;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Finding;
import org.jspecify.annotations.Nullable;

/** Reads a body. Total: any bytes have an answer, found in memory that is proportional to the limits. */
final class SoapReader {
    private final AnswerLimits limits;
    private final @Nullable Charset charset;
    private final @Nullable Contract contract;

    /**
     * A reader for answers of any number.
     *
     * @param charset the configured one, which wins over all that a document says of itself
     * @param contract what answers are held against, null for not at all
     */
    SoapReader(AnswerLimits limits, @Nullable Charset charset, @Nullable Contract contract) {
        this.limits = limits;
        this.charset = charset;
        this.contract = contract;
    }

    SoapAnswer read(byte[] body, String contentType) {
        try {
            return envelope(body, contentType);
        } catch (RefusedXml e) {
            return new SoapAnswer.Refused(e.finding());
        }
    }

    private SoapAnswer envelope(byte[] body, String contentType) throws RefusedXml {
        if (body.length > limits.bytes()) {
            throw new RefusedXml(
                    Finding.Kind.LIMIT_EXCEEDED, "the body", body.length + " bytes", limits.bytes() + " bytes at most");
        }
        DocumentText document = DocumentText.of(body, contentType, charset);
        String text = document.text();
        if (DocumentText.isHtml(text, contentType)) {
            throw new RefusedXml(Finding.Kind.NOT_SOAP, "the body", "an HTML page", "a SOAP 1.1 envelope");
        }
        try {
            SoapAnswer answer = new EnvelopeParser(new GuardedXml(text, limits), document.notices()).parse();
            if (contract != null && answer instanceof SoapAnswer.Rows) {
                contract.check(text, limits);
            }
            return answer;
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static RefusedXml malformed(XMLStreamException e) {
        String said = e.getMessage() == null ? "" : e.getMessage();
        Finding.Kind kind = refusal(said);
        int message = said.indexOf("Message: ");
        String where = e.getLocation() == null
                ? "the body"
                : "line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber();
        return new RefusedXml(
                kind,
                where,
                DocumentText.readable(message < 0 ? said : said.substring(message + "Message: ".length())),
                "well-formed XML without a document type");
    }

    /** The parser's own refusals come as errors of syntax; their codes, which no language changes, tell them apart. */
    private static Finding.Kind refusal(String said) {
        if (said.contains("jdk.xml.dtd.support")) {
            return Finding.Kind.FORBIDDEN_XML;
        }
        return said.contains("JAXP0001") ? Finding.Kind.LIMIT_EXCEEDED : Finding.Kind.NOT_XML;
    }
}
