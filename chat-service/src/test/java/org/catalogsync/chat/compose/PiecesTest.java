package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;

/** Whatever the order and whatever stands between: what a sentence that names two volumes says of one kind only, and what the sentence behind it says without a name, is true of both or refused. */
class PiecesTest {
    private static final Fact ONE = Shelf.volume(11, "銀河の料理人 1", "1", 3, StockStatus.LOW_STOCK, 484);
    private static final Fact OTHER = Shelf.withEta(
            Shelf.by(Shelf.volume(18, "森の時計 4", "4", 0, StockStatus.OUT_OF_STOCK, 528), "山田 太郎", "恋愛"), 3);

    private static final List<String> JOINTS = List.of(
            "は",
            "は",
            "が",
            "も",
            "の",
            "と",
            "、",
            "、",
            "で",
            "、",
            "(",
            ")",
            "/",
            "・",
            "-",
            "~",
            "ですが、",
            "また、",
            "こちらは",
            "作品",
            "この作品は",
            "おすすめの",
            "おすすめは",
            "関連作品の",
            "同じシリーズの",
            "どちらも",
            "それぞれ",
            "すべて",
            "のみ",
            "現在",
            "はい、",
            "です",
            "として",
            "には",
            "在庫",
            "価格",
            "価格は",
            "在庫は",
            "著者は",
            "次の巻",
            "以下のとおり",
            "合わせて",
            "シリーズ",
            "ございます",
            "あり",
            "入荷",
            "約3日後",
            "見込み",
            "2作品",
            "いかがでしょうか");
    private static final List<String> ENGLISH_JOINTS = List.of(
            "is",
            "are",
            "and",
            "and",
            ",",
            ",",
            "with",
            "of",
            "at",
            "for",
            "by",
            "the",
            "(",
            ")",
            ":",
            "-",
            "to",
            "but",
            ";",
            "also",
            "we have",
            "they",
            "it",
            "it is",
            "both",
            "each",
            "all",
            "only",
            "currently",
            "yes,",
            "related titles",
            "the following titles",
            "recommended",
            "the other one",
            "in total",
            "stock",
            "price",
            "costs",
            "cost",
            "author",
            "manga",
            "titles",
            "volumes",
            "how about",
            "there are",
            "you can buy",
            "I recommend",
            "expected",
            "2 titles",
            "which is",
            "the series");

    /** Claims that are true of the first and not of the second, by kind. */
    private static final List<List<String>> OF_ONE = List.of(
            List.of("在庫がございます", "3冊", "在庫あり", "残りわずか", "ご購入いただけます", "販売中", "残り3冊", "在庫が3冊ございます"),
            List.of("484円", "価格は484円", "484円です", "¥484"),
            List.of("佐藤 花子さんの作品", "著者は佐藤 花子さん", "佐藤 花子さん", "佐藤 花子さんによる"),
            List.of("{ONE}", "ISBNは{ONE}"));

    private static final List<List<String>> ENGLISH_OF_ONE = List.of(
            List.of("in stock", "available", "3 copies", "left", "3 copies in stock", "running low", "3 copies left"),
            List.of("¥484", "costs ¥484", "at ¥484", "484 yen", "priced at ¥484"),
            List.of("by 佐藤 花子", "佐藤 花子", "written by 佐藤 花子"),
            List.of("ISBN {ONE}", "its ISBN is {ONE}"));

    /** And of the second and not of the first. */
    private static final List<List<String>> OF_OTHER = List.of(
            List.of("在庫切れ", "在庫がございません", "品切れ", "0冊", "完売"),
            List.of("528円", "価格は528円"),
            List.of("山田 太郎さんの作品", "恋愛作品", "著者は山田 太郎さん"));

    private static final List<List<String>> ENGLISH_OF_OTHER = List.of(
            List.of("out of stock", "sold out", "0 copies", "not in stock"),
            List.of("¥528", "costs ¥528", "at ¥528"),
            List.of("by 山田 太郎", "written by 山田 太郎"));

    /** Claims by themselves, which say that the second is there. */
    private static final Set<String> IN_STOCK =
            Set.of("ございます", "あり", "はい、", "we have", "yes,", "there are", "you can buy");

    @Property(tries = 20_000)
    void whatIsSaidOfOneOfTwoIsTrueOfBothOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        boolean english = random.nextBoolean();
        boolean ofOne = random.nextBoolean();
        List<List<String>> kinds =
                ofOne ? (english ? ENGLISH_OF_ONE : OF_ONE) : (english ? ENGLISH_OF_OTHER : OF_OTHER);
        List<String> claims = kinds.get(random.nextInt(kinds.size()));
        List<String> joints = (english ? ENGLISH_JOINTS : JOINTS)
                .stream().filter(joint -> ofOne || !IN_STOCK.contains(joint)).toList();
        if (random.nextBoolean()) {
            List<String> answer = List.of(sentence(pieces(random, joints, claims, english), english));
            assertThat(objections(answer, english)).as("%s", answer).isNotEmpty();
        } else {
            String first = trueOfBoth(random, english);
            List<String> rest = some(random, joints, 3);
            rest.add(random.nextInt(rest.size() + 1), claims.get(random.nextInt(claims.size())));
            assertThat(objections(List.of(first), english)).as(first).isEmpty();
            List<String> answer = List.of(first, sentence(rest, english));
            assertThat(objections(answer, english)).as("%s", answer).isNotEmpty();
        }
    }

    /** The other is related to what was asked for, and not named. */
    @Property(tries = 5_000)
    void whatIsTrueOfARelatedVolumeAloneIsSaidOfNoOther(@ForAll long seed) {
        Random random = new Random(seed);
        boolean english = random.nextBoolean();
        List<List<String>> kinds = english ? ENGLISH_OF_OTHER : OF_OTHER;
        List<String> claims = kinds.get(random.nextInt(kinds.size()));
        List<String> pieces = some(random, english ? ENGLISH_JOINTS : JOINTS, 5);
        pieces.add(random.nextInt(pieces.size() + 1), claims.get(random.nextInt(claims.size())));
        if (random.nextBoolean()) {
            pieces.add(random.nextInt(pieces.size() + 1), name(ONE, english));
        }
        Material material = new Material(
                Intent.RELATED,
                english ? Language.ENGLISH : Language.JAPANESE,
                "?",
                List.of(ONE),
                List.of(OTHER),
                List.of());
        List<String> answer = List.of(trueOf(ONE, random, english), sentence(pieces, english));

        assertThat(objections(material, answer)).as("%s", answer).isNotEmpty();
    }

    /** Copies of long ago are not there because nobody says that it is long ago. */
    @Property(tries = 5_000)
    void noWordOnTheStockOfAStaleVolumeGoesWithoutItsMoment(@ForAll long seed) {
        Random random = new Random(seed);
        boolean english = random.nextBoolean();
        List<String> claims = english
                ? List.of("in stock", "available", "8 copies", "8 copies in stock", "left", "yes,")
                : List.of("在庫がございます", "8冊", "在庫あり", "ご購入いただけます", "販売中", "残り8冊", "はい、");
        List<String> pieces = some(random, english ? ENGLISH_JOINTS : JOINTS, 5);
        pieces.add(random.nextInt(pieces.size() + 1), claims.get(random.nextInt(claims.size())));
        if (random.nextInt(3) > 0) {
            pieces.add(random.nextInt(pieces.size() + 1), name(Shelf.STALE, english));
        }
        Material material = Shelf.asked(Intent.STOCK, english ? Language.ENGLISH : Language.JAPANESE, Shelf.STALE);
        List<String> answer = List.of(sentence(pieces, english));

        assertThat(objections(material, answer)).as("%s", answer).isNotEmpty();
    }

    private static String trueOf(Fact fact, Random random, boolean english) {
        String said = random.nextBoolean() ? (english ? " costs ¥484" : "は484円") : (english ? " is in stock" : "は在庫あり");
        return name(fact, english) + said + (english ? ". " : "です。");
    }

    private static String name(Fact fact, boolean english) {
        return english ? "“" + fact.title() + "”" : "『" + fact.title() + "』";
    }

    private static String trueOfBoth(Random random, boolean english) {
        boolean price = random.nextBoolean();
        String one = english
                ? "“銀河の料理人 1” " + (price ? "costs ¥484" : "is in stock")
                : "『銀河の料理人 1』は" + (price ? "484円" : "在庫あり");
        String other = english
                ? "“森の時計 4” " + (price ? "costs ¥528" : "is out of stock")
                : "『森の時計 4』は" + (price ? "528円" : "在庫切れ");
        boolean turned = random.nextBoolean();
        return (turned ? other : one) + (english ? " and " : "、") + (turned ? one : other) + (english ? ". " : "です。");
    }

    /** With both names, in any order, and one claim or two. */
    private static List<String> pieces(Random random, List<String> joints, List<String> claims, boolean english) {
        List<String> pieces = some(random, joints, 5);
        for (Fact fact : List.of(ONE, OTHER)) {
            pieces.add(random.nextInt(pieces.size() + 1), name(fact, english));
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            pieces.add(random.nextInt(pieces.size() + 1), claims.get(random.nextInt(claims.size())));
        }
        return pieces;
    }

    private static List<String> some(Random random, List<String> from, int most) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(from.get(random.nextInt(from.size())));
        }
        return some;
    }

    private static String sentence(List<String> pieces, boolean english) {
        String text = String.join(english ? " " : "", pieces)
                .replace(" ,", ",")
                .replace("{ONE}", ONE.isbn().value());
        return english ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ". " : text + "。";
    }

    private static List<Objection> objections(List<String> sentences, boolean english) {
        return objections(
                Shelf.asked(Intent.STOCK, english ? Language.ENGLISH : Language.JAPANESE, ONE, OTHER), sentences);
    }

    private static List<Objection> objections(Material material, List<String> sentences) {
        GroundingGuard guard = GroundingGuard.of(material);
        return sentences.stream().map(guard::check).flatMap(Optional::stream).toList();
    }
}
