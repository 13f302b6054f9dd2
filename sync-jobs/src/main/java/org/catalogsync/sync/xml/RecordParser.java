package org.catalogsync.sync.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import org.catalogsync.model.legacy.BadBytes;
import org.catalogsync.model.legacy.DecodedText;
import org.catalogsync.model.legacy.LegacyText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.xml.XmlFactory;
import tools.jackson.dataformat.xml.deser.FromXmlParser;

/**
 * Parses the bytes of one record. They are decoded here, not by the parser, which takes Shift_JIS for JIS X 0208 and stops the document at the first bad byte; prefixes are cut off and not looked up, since they are declared outside of the record.
 */
final class RecordParser {
    /** Noncharacters around bad bytes, which XML may hold and nobody writes. */
    private static final char BAD_FROM = '\uFDD0';

    private static final char BAD_TO = '\uFDD1';

    private static final int LONGEST_REASON = 200;

    /** How deep the record's own tag stands, and that of a field. */
    private static final int RECORD = 1;

    private static final int FIELD = 2;

    private static final XmlFactory XML =
            XmlFactory.builder().xmlInputFactory(guarded()).build();

    private final XmlRecords format;
    private final Map<String, Integer> columns = new HashMap<>();

    RecordParser(XmlRecords format) {
        this.format = format;
        for (int i = 0; i < format.fields().size(); i++) {
            columns.put(format.fields().get(i), i);
        }
    }

    private static XMLInputFactory guarded() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 16);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
        return factory;
    }

    RecordFields parse(byte[] bytes, int from, int to) {
        RecordFields fields = new RecordFields(columns.size());
        String text = decoded(bytes, from, to);
        try (FromXmlParser in = (FromXmlParser) XML.createParser(ObjectReadContext.empty(), text)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                properties(in, fields);
            } else {
                fields.flaw("the record has no fields");
            }
            if (in.nextToken() != null) {
                fields.flaw("the record goes on behind its end");
            }
        } catch (JacksonException broken) {
            fields.flaw(reason(broken));
        }
        return fields;
    }

    /** The text with each bad place between two marks, so that it costs its field and not the record. */
    private String decoded(byte[] bytes, int from, int to) {
        DecodedText decoded =
                LegacyText.decode(bytes, from, to, format.charset().charset());
        if (decoded.isClean()) {
            return decoded.text();
        }
        StringBuilder text = new StringBuilder();
        int at = from;
        for (BadBytes bad : decoded.bad()) {
            int start = from + bad.offset();
            text.append(new String(bytes, at, start - at, format.charset().charset()));
            text.append(BAD_FROM).append(bad.hex()).append(BAD_TO);
            at = start + bad.hex().length() / 2;
        }
        return text.append(new String(bytes, at, to - at, format.charset().charset()))
                .toString();
    }

    private void properties(FromXmlParser in, RecordFields fields) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            boolean isAttribute = isAttribute(in, RECORD);
            JsonToken value = in.nextToken();
            Integer column = columns.get(local(name));
            if (column == null) {
                in.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                take(column, local(name), isAttribute, content(in, local(name), fields), fields);
            } else {
                take(column, local(name), isAttribute, in.getString(), fields);
            }
        }
    }

    private void take(int column, String name, boolean isAttribute, @Nullable String found, RecordFields fields) {
        if (!fields.isFirst(column, name, isAttribute)) {
            return;
        }
        if (found == null || found.equals(format.nullText())) {
            fields.put(column, null, true);
            return;
        }
        fields.put(column, found.replace(BAD_FROM, '<').replace(BAD_TO, '>'), found.indexOf(BAD_FROM) < 0);
    }

    /** The text of an element that has attributes, or more than text; null for {@code nil}. */
    private static @Nullable String content(FromXmlParser in, String element, RecordFields fields) {
        String content = "";
        boolean isNil = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            boolean isAttribute = isAttribute(in, FIELD);
            in.nextToken();
            if (name.isEmpty()) {
                content = in.getString();
            } else if (!isAttribute) {
                fields.flaw(element + " holds the element " + name + ", and a field is text");
                in.skipChildren();
            } else {
                isNil |= local(name).equals("nil") && isTrue(in.getString());
            }
        }
        return isNil ? null : content;
    }

    /** The parser gives attributes and elements alike. When it gives a name, what is below still stands at the tag of its owner for an attribute, and at the tag within for an element. */
    private static boolean isAttribute(FromXmlParser in, int depthOfOwner) {
        return in.streamReadInputSource().getDepth() == depthOfOwner;
    }

    private static boolean isTrue(@Nullable String text) {
        return "true".equals(text) || "1".equals(text);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String reason(JacksonException broken) {
        String message = String.valueOf(broken.getOriginalMessage()).replaceAll("\\s+", " ");
        String readable = message.replace(BAD_FROM, '<').replace(BAD_TO, '>');
        return "not well-formed: "
                + (readable.length() > LONGEST_REASON ? readable.substring(0, LONGEST_REASON) : readable);
    }
}
