package org.catalogsync.devstack.erp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes documents byte by byte; nothing but tags and declarations ever was text. */
final class Answers {
    private static final byte[] OPEN = ascii("<soapenv:Envelope xmlns:soapenv=\"" + QuestionReader.ENVELOPE
            + "\" xmlns:inv=\"" + QuestionReader.INVENTORY + "\"><soapenv:Body>");
    private static final byte[] CLOSE = ascii("</soapenv:Body></soapenv:Envelope>\n");

    private Answers() {}

    /** What a document says of its charset, in its declaration and in the HTTP header; its bytes are windows-31j in any case. */
    enum Declared {
        /** As this ERP always has it. */
        SHIFT_JIS("text/xml; charset=Shift_JIS", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n"),
        UTF_8("text/xml; charset=UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
        NOTHING("text/xml", "<?xml version=\"1.0\"?>\n");

        private final String contentType;
        private final String declaration;

        Declared(String contentType, String declaration) {
            this.contentType = contentType;
            this.declaration = declaration;
        }

        String contentType() {
            return contentType;
        }
    }

    static byte[] rows(Operation operation, List<Volume> volumes, Declared declared) {
        ByteArrayOutputStream out = opened(declared);
        String response = "inv:" + operation.element() + "Response>";
        out.writeBytes(ascii("<" + response));
        volumes.forEach(volume -> item(volume, out));
        out.writeBytes(ascii("</" + response));
        out.writeBytes(CLOSE);
        return out.toByteArray();
    }

    private static void item(Volume volume, ByteArrayOutputStream out) {
        out.writeBytes(ascii("<inv:StockItem>"));
        for (Column column : Column.values()) {
            byte[] cell = volume.cells().get(column);
            if (cell != null) {
                out.writeBytes(ascii("<inv:" + column.element() + ">"));
                out.writeBytes(cell);
                out.writeBytes(ascii("</inv:" + column.element() + ">"));
            }
        }
        out.writeBytes(ascii("</inv:StockItem>"));
    }

    static byte[] fault(String code, String text) {
        ByteArrayOutputStream out = opened(Declared.SHIFT_JIS);
        out.writeBytes(ascii("<soapenv:Fault><faultcode>soapenv:" + code + "</faultcode><faultstring>"));
        out.writeBytes(XmlBytes.of(text));
        out.writeBytes(ascii("</faultstring></soapenv:Fault>"));
        out.writeBytes(CLOSE);
        return out.toByteArray();
    }

    private static ByteArrayOutputStream opened(Declared declared) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        out.writeBytes(ascii(declared.declaration));
        out.writeBytes(OPEN);
        return out;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
