package org.catalogsync.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.catalogsync.stores.products.ProductTable.Flawed;
import org.junit.jupiter.api.Test;

class RepairRoundsTest {

    @Test
    void looksOnceMoreAfterAnAttemptThatWroteNothing() {
        Iterator<Compared> looks = List.of(found(3), found(0)).iterator();

        assertThat(RepairRounds.until(looks::next, findings -> 0).equal()).isTrue();
        assertThat(looks).isExhausted();
    }

    @Test
    void repairsALargeDamageToTheEnd() {
        AtomicInteger damage = new AtomicInteger(9 * Compared.FINDINGS + 1);

        Compared left = RepairRounds.until(() -> found(damage.get()), findings -> {
            damage.addAndGet(-findings.size());
            return findings.size();
        });

        assertThat(left.equal()).isTrue();
    }

    @Test
    void endsAQuarrelOverALargeDamageThatDoesNotShrink() {
        AtomicInteger rounds = new AtomicInteger();

        Compared left = RepairRounds.until(() -> found(Compared.FINDINGS + 1), findings -> {
            rounds.incrementAndGet();
            return findings.size();
        });

        assertThat(left.equal()).isFalse();
        assertThat(rounds).hasValue(6);
    }

    private static Compared found(int differences) {
        Compared found = new Compared(0, 0);
        for (int i = 0; i < differences; i++) {
            String key = Integer.toString(i);
            found.add(new Finding.OfFlawedItem(
                    new Flawed(key, null, null, "rev", "a number", "none"),
                    List.of(Difference.missing(key, Difference.DYNAMODB, null))));
        }
        return found;
    }
}
