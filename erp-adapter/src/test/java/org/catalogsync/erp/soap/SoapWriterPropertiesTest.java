package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Credentials.UsernameToken;
import org.catalogsync.erp.Secret;
import org.catalogsync.model.Isbn;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the writer writes is read by another parser (the JDK's DOM) and must be what was asked, whatever the token holds. */
class SoapWriterPropertiesTest {
    /** All characters of windows-31j that XML can carry, from a table that is not Java's. */
    private static final List<Character> ENCODABLE = encodable();

    @Property
    void envelopeSaysExactlyWhatWasAsked(
            @ForAll("isbns") Set<Isbn> isbns, @ForAll("tokens") String token, @ForAll("tokens") String password)
            throws Exception {
        StockQuestion question = StockQuestion.of(isbns, "TK01");
        Credentials credentials =
                new Credentials(new Secret(token), new UsernameToken("u<&" + token, new Secret(password)));

        Document read = dom(OutboundText.encode(SoapWriter.write(question, credentials)));

        assertThat(texts(read, Names.INVENTORY, "AuthToken")).containsExactly(token);
        assertThat(texts(read, Names.SECURITY, "Username")).containsExactly("u<&" + token);
        assertThat(texts(read, Names.SECURITY, "Password")).containsExactly(password);
        assertThat(texts(read, Names.INVENTORY, "ISBN"))
                .containsExactlyElementsOf(
                        question.isbns().stream().map(Isbn::value).toList());
        assertThat(elements(read)).isEqualTo(expectedElements(question));
    }

    /** Named as they are nested: a text that became an element would show here. */
    private static List<String> expectedElements(StockQuestion question) {
        List<String> names = new ArrayList<>(List.of(
                "Envelope", "Header", "AuthToken", "Security", "UsernameToken", "Username", "Password", "Body"));
        names.add(question.operation().element());
        question.isbns().forEach(isbn -> names.add("ISBN"));
        if (question.isbns().size() == 1) {
            names.add("WarehouseCode");
        }
        return names;
    }

    @Property
    void anyTextArrivesAsItIsReadOrIsRefusedByItsFirstCharacterThatCannot(@ForAll String token) throws Exception {
        if (token.isBlank()) {
            return;
        }
        Credentials credentials = new Credentials(new Secret(token), null);
        StockQuestion question = StockQuestion.of(List.of(new Isbn("9784088725093")), "TK01");
        Set<Character> encodable = new HashSet<>(ENCODABLE);
        boolean sendable = token.codePoints()
                .allMatch(c ->
                        Character.isBmpCodePoint(c) && (encodable.contains((char) c) || "〜−‖—¢£¬¦¥‾".indexOf(c) >= 0));

        if (sendable) {
            Document read = dom(OutboundText.encode(SoapWriter.write(question, credentials)));
            String expected = token.codePoints()
                    .mapToObj(c -> Character.toString(twin((char) c)))
                    .collect(Collectors.joining());
            assertThat(texts(read, Names.INVENTORY, "AuthToken")).containsExactly(expected);
        } else {
            assertThatThrownBy(() -> SoapWriter.write(question, credentials))
                    .isInstanceOf(UnencodableText.class)
                    .hasMessageStartingWith("AuthToken: character ")
                    .hasMessageContaining("U+");
        }
    }

    private static char twin(char c) {
        int at = "〜−‖—¢£¬¦¥‾".indexOf(c);
        return at < 0 ? c : "～－∥―￠￡￢￤￥￣".charAt(at);
    }

    @Provide
    Arbitrary<Set<Isbn>> isbns() {
        return Arbitraries.longs()
                .between(0, 999_999_999L)
                .map(SoapWriterPropertiesTest::isbn)
                .set()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static Isbn isbn(long number) {
        String twelve = "97%010d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * ((i & 1) == 0 ? 1 : 3);
        }
        return new Isbn(twelve + (10 - sum % 10) % 10);
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<Character> any = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of(ENCODABLE)),
                Tuple.of(5, Arbitraries.of('<', '>', '&', '"', '\'', ']', '\r', '\n', '\t', ' ', ';')));
        return Arbitraries.oneOf(
                        any.list().ofMinSize(1).ofMaxSize(60).map(SoapWriterPropertiesTest::joined),
                        Arbitraries.of(
                                "978</inv:ISBN><inv:ISBN>x",
                                "]]></inv:AuthToken><inv:AuthToken>",
                                "&lt;&#60;&amp;&xxe;",
                                "<!--",
                                "<![CDATA[",
                                "<?x?>",
                                "a\r\nb\rc"))
                .filter(token -> !token.isBlank());
    }

    private static String joined(List<Character> characters) {
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static List<Character> encodable() {
        List<Character> all = new ArrayList<>(List.of('\t', '\n', '\r'));
        for (char ascii = ' '; ascii <= 0x7F; ascii++) {
            all.add(ascii);
        }
        for (char kana = '\uFF61'; kana <= '\uFF9F'; kana++) {
            all.add(kana);
        }
        new String(Documents.file("jis0208.tsv"), StandardCharsets.US_ASCII)
                .lines()
                .forEach(line -> all.add((char) Integer.parseInt(line.split("\t", -1)[1], 16)));
        return all;
    }

    private static Document dom(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        InputSource source = new InputSource(new ByteArrayInputStream(bytes));
        source.setEncoding("windows-31j"); // the name Shift_JIS would make the JDK read another charset
        return factory.newDocumentBuilder().parse(source);
    }

    private static List<String> texts(Document document, String namespace, String name) {
        NodeList nodes = document.getElementsByTagNameNS(namespace, name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static List<String> elements(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            names.add(((Element) nodes.item(i)).getLocalName());
        }
        return names;
    }
}
