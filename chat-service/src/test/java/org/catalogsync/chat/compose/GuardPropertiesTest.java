package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.StockStatus;

/** What holds of any volumes: the guard lets pass what the templates say of them, and nothing of it that was altered. */
class GuardPropertiesTest {

    @Provide
    Arbitrary<Material> materials() {
        return Materials.any();
    }

    @Provide
    Arbitrary<Material> anyIntent() {
        return Materials.any(List.of(Intent.values()));
    }

    @Provide
    Arbitrary<Material> asked() {
        return Materials.any(List.of(Intent.STOCK, Intent.SUMMARY, Intent.PRICE));
    }

    @Property(tries = 600)
    void letsTheTemplatesPass(@ForAll("anyIntent") Material material) {
        assertThat(objections(material, Templates.prose(material)))
                .as(Templates.prose(material))
                .isEmpty();
    }

    /** What was said of others is not true of these: quantity, price and days are others, and so is the state of the stock. */
    @Property(tries = 600)
    void refusesWhatTheTemplatesSayOfOtherNumbers(@ForAll("materials") Material material) {
        Material lies = altered(material, GuardPropertiesTest::withOtherNumbers);
        Assume.that(!Templates.prose(lies).equals(Templates.prose(material)));

        assertThat(objections(material, Templates.prose(lies))).isNotEmpty();
    }

    @Property(tries = 600)
    void refusesAnyOneOfTheNumbersAltered(@ForAll("materials") Material material, @ForAll int seed) {
        List<String> altered = Alterations.ofNumbers(Templates.prose(material), material);
        Assume.that(!altered.isEmpty());
        String one = altered.get(Math.floorMod(seed, altered.size()));

        assertThat(objections(material, one)).as(one).isNotEmpty();
    }

    @Property(tries = 500)
    void refusesTheWordsOfAnotherState(@ForAll("materials") Material material, @ForAll int seed) {
        List<String> altered = Alterations.ofStates(Templates.prose(material), material.language());
        Assume.that(!altered.isEmpty());
        String one = altered.get(Math.floorMod(seed, altered.size()));

        assertThat(objections(material, one)).as(one).isNotEmpty();
    }

    /** Two volumes under each other's name. */
    @Property(tries = 500)
    void refusesVolumesThatAreTakenForEachOther(@ForAll("asked") Material material) {
        Assume.that(material.spokenOf().size() > 1);
        Fact one = material.spokenOf().get(0);
        Fact other = material.spokenOf().get(1);
        Assume.that(material.intent() == Intent.PRICE ? differInPrice(one, other) : differInStock(one, other));
        Material both = of(material, List.of(one, other));
        Material lies = of(material, List.of(named(one, other), named(other, one)));

        assertThat(objections(both, Templates.prose(both))).isEmpty();
        assertThat(objections(both, Templates.prose(lies)))
                .as(Templates.prose(lies))
                .isNotEmpty();
    }

    private static boolean differInPrice(Fact a, Fact b) {
        return !Objects.equals(a.priceJpy(), b.priceJpy());
    }

    private static boolean differInStock(Fact a, Fact b) {
        return Standing.of(a) != Standing.of(b) || !Objects.equals(a.quantity(), b.quantity());
    }

    private static Fact named(Fact fact, Fact name) {
        return new Fact(
                name.isbn(),
                name.title(),
                name.author(),
                name.genre(),
                name.volume(),
                fact.quantity(),
                fact.status(),
                fact.priceJpy(),
                fact.lastRestock(),
                fact.restockEtaDays(),
                fact.asOf(),
                fact.source(),
                fact.stale());
    }

    private static Fact withOtherNumbers(Fact fact) {
        Integer quantity = fact.quantity();
        int other = quantity == null ? 7 : quantity + 7;
        return new Fact(
                fact.isbn(),
                fact.title(),
                fact.author(),
                fact.genre(),
                fact.volume(),
                other,
                StockStatus.IN_STOCK,
                fact.priceJpy() == null ? Integer.valueOf(480) : Integer.valueOf(fact.priceJpy() + 110),
                fact.lastRestock(),
                fact.restockEtaDays(),
                fact.asOf(),
                fact.source(),
                fact.stale());
    }

    private static Material altered(Material material, UnaryOperator<Fact> change) {
        return of(material, material.spokenOf().stream().map(change).toList());
    }

    private static Material of(Material material, List<Fact> spokenOf) {
        return material.items().isEmpty()
                ? new Material(material.intent(), material.language(), "?", List.of(), spokenOf, List.of())
                : new Material(material.intent(), material.language(), "?", spokenOf, material.related(), List.of());
    }

    static List<Objection> objections(Material material, String prose) {
        GroundingGuard guard = GroundingGuard.of(material);
        List<String> titles = material.spokenOf().stream().map(Fact::title).toList();
        List<Objection> objections = new ArrayList<>(Sentences.of(prose, titles).stream()
                .map(guard::check)
                .flatMap(Optional::stream)
                .toList());
        if (objections.isEmpty()) {
            guard.unsaid().ifPresent(objections::add);
        }
        return objections;
    }
}
