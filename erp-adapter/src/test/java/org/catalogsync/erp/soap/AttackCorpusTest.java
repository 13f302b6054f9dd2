package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are made to hurt: each is refused by name, and reading it takes no more memory than its own size explains. */
class AttackCorpusTest {
    private static final String OPEN = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:inv=\"http://legacy-erp.manga-store.co.jp/inventory/v1\"><e:Body><inv:R>";
    private static final String CLOSE = "</inv:R></e:Body></e:Envelope>";

    private final SoapReader reader = new SoapReader(AnswerLimits.DEFAULT, null, null);

    static Stream<Arguments> corpus() {
        return Stream.of(
                attack(
                        "internal entity",
                        "<!DOCTYPE r [<!ENTITY a \"boom\">]>" + text("&a;"),
                        Finding.Kind.FORBIDDEN_XML),
                attack("document type alone", "<!DOCTYPE r>" + text("1"), Finding.Kind.FORBIDDEN_XML),
                attack("billion laughs", billionLaughs() + text("&l9;"), Finding.Kind.FORBIDDEN_XML),
                attack(
                        "quadratic blow-up",
                        "<!DOCTYPE r [<!ENTITY a \"" + "a".repeat(5_000) + "\">]>" + text("&a;".repeat(5_000)),
                        Finding.Kind.FORBIDDEN_XML),
                attack(
                        "file as entity",
                        "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" + text("&a;"),
                        Finding.Kind.FORBIDDEN_XML),
                attack(
                        "parameter entity",
                        "<!DOCTYPE r [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]>" + text("1"),
                        Finding.Kind.FORBIDDEN_XML),
                attack(
                        "external subset",
                        "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/r.dtd\">" + text("1"),
                        Finding.Kind.FORBIDDEN_XML),
                attack("entity without a document type", text("&a;"), Finding.Kind.FORBIDDEN_XML),
                attack(
                        "processing instruction",
                        "<?xml-stylesheet href=\"x\"?>" + text("1"),
                        Finding.Kind.FORBIDDEN_XML),
                attack(
                        "deep nesting",
                        OPEN + "<a>".repeat(100_000) + "</a>".repeat(100_000) + CLOSE,
                        Finding.Kind.LIMIT_EXCEEDED),
                attack(
                        "deep nesting in the header",
                        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header>"
                                + "<a>".repeat(100_000),
                        Finding.Kind.LIMIT_EXCEEDED),
                attack("many elements", OPEN + "<a/>".repeat(200_000) + CLOSE, Finding.Kind.LIMIT_EXCEEDED),
                attack(
                        "many attributes",
                        OPEN + "<a" + attributes(10_000, "") + "/>" + CLOSE,
                        Finding.Kind.LIMIT_EXCEEDED),
                attack(
                        "many namespaces",
                        OPEN + "<a" + attributes(10_000, "xmlns:") + "/>" + CLOSE,
                        Finding.Kind.LIMIT_EXCEEDED),
                attack("huge text", text("1".repeat(900_000)), Finding.Kind.LIMIT_EXCEEDED),
                attack(
                        "huge text in a fault",
                        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault><detail>"
                                + "<a>1</a>".repeat(100_000),
                        Finding.Kind.LIMIT_EXCEEDED),
                attack("larger than allowed", OPEN + " ".repeat(2_000_000) + CLOSE, Finding.Kind.LIMIT_EXCEEDED),
                attack("huge name", OPEN + "<" + "a".repeat(500_000) + "/>" + CLOSE, Finding.Kind.LIMIT_EXCEEDED),
                attack(
                        "huge attribute",
                        OPEN + "<a b=\"" + "x".repeat(900_000) + "\"/>" + CLOSE,
                        Finding.Kind.LIMIT_EXCEEDED),
                attack("unclosed attribute", OPEN + "<a b=\">" + "x".repeat(900_000), Finding.Kind.LIMIT_EXCEEDED),
                attack("reference to no character", text("&#0;"), Finding.Kind.NOT_XML),
                attack("prefix bound to nothing", OPEN + "<x:a/>" + CLOSE, Finding.Kind.NOT_XML),
                attack("attribute twice", OPEN + "<a b=\"1\" b=\"2\"/>" + CLOSE, Finding.Kind.NOT_XML),
                attack("two roots", text("1") + text("2"), Finding.Kind.NOT_XML));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void isRefusedByNameInBoundedMemory(String name, String document, Finding.Kind kind) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        reader.read(bytes, "text/xml; charset=utf-8"); // classes are loaded once

        long before = Allocation.ofThisThread();
        SoapAnswer answer = reader.read(bytes, "text/xml; charset=utf-8");
        long allocated = Allocation.ofThisThread() - before;

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SoapAnswer.Refused.class,
                        refused -> assertThat(refused.finding().kind())
                                .as(refused.finding().toString())
                                .isEqualTo(kind));
        assertThat(((SoapAnswer.Refused) answer).finding().found()).hasSizeLessThan(500);
        assertThat(allocated).as("bytes allocated for %d", bytes.length).isLessThan(Allocation.allowed(bytes.length));
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                Arguments.of("depth of elements", OPEN + "<a>".repeat(14) + "</a>".repeat(14) + CLOSE),
                Arguments.of("length of a tag", OPEN + "<a b='" + ">".repeat(8_184) + "'/>" + CLOSE),
                Arguments.of("number of elements", OPEN + "<a/>".repeat(1_998) + CLOSE),
                Arguments.of("characters of Title", text("1".repeat(4_097))),
                Arguments.of(
                        "attributes of an element", OPEN + "<a xmlns:n=\"u\"" + attributes(32, "") + "/>" + CLOSE));
    }

    /** One more than the limit allows, each limit by its own name: in the corpus above one may stand in for another. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bounds")
    void eachLimitIsKeptByItself(String limit, String document) {
        assertThat(reader.read(document.getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8"))
                .isInstanceOfSatisfying(SoapAnswer.Refused.class, refused -> {
                    assertThat(refused.finding().kind()).isEqualTo(Finding.Kind.LIMIT_EXCEEDED);
                    assertThat(refused.finding().where()).isEqualTo(limit);
                });
    }

    @Test
    void whatIsJustWithinTheLimitsIsRead() {
        for (String document : new String[] {
            OPEN + "<a>".repeat(13) + "</a>".repeat(13) + CLOSE,
            OPEN + "<a b='" + ">".repeat(8_183) + "'/>" + CLOSE,
            OPEN + "<!-- <a b=' " + "x".repeat(9_000) + " -->" + CLOSE,
            OPEN + "<a/>".repeat(1_997) + CLOSE,
            text("1".repeat(4_096)),
            OPEN + "<a xmlns:n=\"u\"" + attributes(31, "") + "/>" + CLOSE
        }) {
            assertThat(reader.read(document.getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8"))
                    .isInstanceOf(SoapAnswer.Rows.class);
        }
    }

    @Test
    void nothingOutsideOfTheDocumentIsOpened(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hostage");
        AtomicInteger visits = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String there = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.dtd";
            for (String type : new String[] {
                "<!DOCTYPE r SYSTEM \"" + there + "\">",
                "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + there + "\"> %p;]>",
                "<!DOCTYPE r [<!ENTITY a SYSTEM \"" + there + "\">]>",
                "<!DOCTYPE r [<!ENTITY a SYSTEM \"" + secret.toUri() + "\">]>"
            }) {
                SoapAnswer answer = reader.read((type + text("&a;")).getBytes(StandardCharsets.UTF_8), "text/xml");
                assertThat(answer.toString()).doesNotContain("hostage");
                assertThat(answer).isInstanceOf(SoapAnswer.Refused.class);
            }
            String hint = OPEN + "<inv:StockItem xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " i:schemaLocation=\"urn:x " + there + "\"/>" + CLOSE;
            SoapReader validating = new SoapReader(AnswerLimits.DEFAULT, null, Contract.bundled());
            assertThat(validating.read(hint.getBytes(StandardCharsets.UTF_8), "text/xml"))
                    .isInstanceOf(SoapAnswer.Refused.class);
        } finally {
            server.stop(0);
        }
        assertThat(visits).hasValue(0);
    }

    private static String text(String text) {
        return OPEN + "<inv:StockItem><inv:Title>" + text + "</inv:Title></inv:StockItem>" + CLOSE;
    }

    private static String billionLaughs() {
        StringBuilder type = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return type.append("]>").toString();
    }

    private static String attributes(int count, String prefix) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(' ').append(prefix).append('a').append(i).append("=\"u\"");
        }
        return attributes.toString();
    }

    private static Arguments attack(String name, String document, Finding.Kind kind) {
        return Arguments.of(name, document, kind);
    }
}
