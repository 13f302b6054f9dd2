package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.catalogsync.erp.AnswerLimits;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.erp.stock.Matching;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyText;
import org.junit.jupiter.api.Test;

/** Mutated answers and random bytes: whatever comes, each ISBN has one declared answer, within the bounds. See docs/campaigns.md; {@code -Dfuzz.seconds=600} is the campaign, {@code -Dfuzz.seed=N} shows one again. */
class SoapReaderFuzzTest {
    private static final List<Isbn> ASKED = List.of(
            new Isbn("9784088725093"),
            new Isbn("9784065193211"),
            new Isbn("9784041026229"),
            new Isbn("9784101010014"),
            new Isbn("9784062748681"));

    private static final String[] PIECES = {
        "<inv:StockItem>",
        "</inv:StockItem>",
        "<inv:ISBN>",
        "<e:Fault>",
        "<!DOCTYPE r [<!ENTITY a 'b'>]>",
        "&a;",
        "&#x0;",
        "&#xFFFE;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "<?p?>",
        "xmlns:inv='u'",
        "encoding='EUC-JP'",
        "encoding=\"utf-8\"",
        "\u0000",
        "9784088725093",
        "-3",
        "1,200",
        "<a>".repeat(40),
        "\uFEFF",
        "<inv:Quantity/>",
        "</soapenv:Body>"
    };

    private static final String[] TEXTS = {
        "",
        " ",
        "0",
        "-1",
        "△3",
        "1,200",
        "3.0",
        "在庫あり",
        "99999999999",
        "9784088725093",
        "978-4-06-519321-1",
        "4088725093",
        "9784088725094",
        "TK01",
        "OS02",
        "04",
        "77",
        "令和7年3月1日",
        "平成31年5月1日",
        "①髙﨑",
        "&amp;",
        "&#xE000;",
        "<![CDATA[7]]>"
    };

    private static final List<byte[]> SEEDS = List.of(
            Documents.answer("single.xml"),
            Documents.answer("single-utf-8.xml"),
            Documents.answer("single-utf-8-bom.xml"),
            Documents.answer("batch.xml"),
            Documents.fault("e:Server", "down"),
            Documents.response());

    private final SoapReader reader = new SoapReader(AnswerLimits.DEFAULT.withBytes(65_536), null, null);
    private final SoapReader validating =
            new SoapReader(AnswerLimits.DEFAULT.withBytes(65_536), null, Contract.bundled());
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void anyBytesHaveADeclaredOutcomeWithinBounds() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", 8));
        System.out.println("fuzz: -Dfuzz.seed=" + seed + " -Dfuzz.seconds=" + time.toSeconds());
        SplittableRandom random = new SplittableRandom(seed);
        SEEDS.forEach(document -> check(document, reader));
        long end = System.nanoTime() + time.toNanos();
        long documents = 0;
        long most = 0;

        while (System.nanoTime() < end) {
            most = Math.max(most, check(document(random), random.nextInt(8) == 0 ? validating : reader));
            documents++;
        }

        System.out.println("fuzz: " + documents + " documents, at most " + most + " bytes for one, " + outcomes);
        assertThat(documents).isPositive();
        assertThat(outcomes).containsKeys("rows", "fault", "not_xml", "not_soap", "forbidden_xml", "limit_exceeded");
    }

    /** How many bytes the reading allocated. */
    private long check(byte[] document, SoapReader by) {
        long before = Allocation.ofThisThread();
        try {
            SoapAnswer answer = by.read(document, "text/xml; charset=Shift_JIS");
            long allocated = Allocation.ofThisThread() - before;
            assertThat(allocated).isLessThan(Allocation.allowed(document.length));
            judge(answer);
            return allocated;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("document " + HexFormat.of().formatHex(document), e);
        }
    }

    private void judge(SoapAnswer answer) {
        switch (answer) {
            case SoapAnswer.Faulted faulted -> count("fault");
            case SoapAnswer.Refused refused -> {
                count(refused.finding().kind().id());
                assertThat(refused.finding().found()).hasSizeLessThan(500);
            }
            case SoapAnswer.Rows rows -> {
                count("rows");
                StockAnswers answers = Matching.answers(ASKED, rows.items(), "TK01", Instant.EPOCH, rows.notices());
                assertThat(answers.byIsbn().keySet()).containsExactlyElementsOf(ASKED);
                answers.byIsbn().values().forEach(SoapReaderFuzzTest::assertNoSilentReplacement);
            }
        }
    }

    /** Documents here hold no U+FFFD but what mutation wrote in UTF-8; that one must be told. */
    private static void assertNoSilentReplacement(StockAnswer answer) {
        if (answer instanceof StockAnswer.Found found
                && String.valueOf(found.stock().title()).contains("\uFFFD")) {
            assertThat(found.oddities()).extracting(Finding::kind).contains(Finding.Kind.REPLACEMENT_CHARACTER);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static byte[] document(SplittableRandom random) {
        if (random.nextInt(20) == 0) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] document = SEEDS.get(random.nextInt(SEEDS.size()));
        int mutations = 1 + random.nextInt(3);
        for (int i = 0; i < mutations; i++) {
            document = mutated(document, random);
        }
        return document;
    }

    private static byte[] mutated(byte[] document, SplittableRandom random) {
        if (random.nextBoolean()) {
            return wellFormed(document, random);
        }
        int at = random.nextInt(document.length + 1);
        int to = Math.min(document.length, at + 1 + random.nextInt(40));
        byte[] middle = Arrays.copyOfRange(document, at, to);
        return switch (random.nextInt(7)) {
            case 0 -> around(document, at, new byte[0], to); // something missing
            case 1 -> around(document, to, middle, to); // something twice
            case 2 -> Arrays.copyOf(document, at); // cut
            case 3 -> around(document, at, piece(random), at);
            case 4 -> around(document, at, piece(random), to);
            case 5 -> around(document, at, SEEDS.get(random.nextInt(SEEDS.size())), to);
            default -> flipped(document, random);
        };
    }

    /** Another text or another row, so that what is judged behind the parser is reached. */
    private static byte[] wellFormed(byte[] document, SplittableRandom random) {
        int open = next(document, '>', random.nextInt(document.length + 1));
        int close = next(document, '<', open);
        return switch (random.nextInt(3)) {
            case 0 ->
                around(document, open, TEXTS[random.nextInt(TEXTS.length)].getBytes(LegacyText.WINDOWS_31J), close);
            case 1 -> around(document, open, flipped(Arrays.copyOfRange(document, open, close), random), close);
            default -> {
                byte[] item = Documents.item(TEXTS[random.nextInt(TEXTS.length)], TEXTS[random.nextInt(TEXTS.length)])
                        .getBytes(LegacyText.WINDOWS_31J);
                yield around(document, open, item, open);
            }
        };
    }

    /** Behind the next such byte for an opening, before it for a closing one; the document's end where there is none. */
    private static int next(byte[] document, char mark, int from) {
        for (int i = from; i < document.length; i++) {
            if (document[i] == mark) {
                return mark == '>' ? i + 1 : i;
            }
        }
        return document.length;
    }

    private static byte[] piece(SplittableRandom random) {
        return PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] document, SplittableRandom random) {
        byte[] copy = document.clone();
        for (int i = 0; i < 3 && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] around(byte[] document, int until, byte[] middle, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(document, 0, until);
        out.writeBytes(middle);
        out.write(document, from, document.length - from);
        return out.toByteArray();
    }
}
