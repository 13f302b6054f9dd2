package org.catalogsync.model.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockStatusesTest {

    @ParameterizedTest
    @CsvSource({
        "01, IN_STOCK",
        "02, LOW_STOCK",
        "03, OUT_OF_STOCK",
        "04, PRE_ORDER",
        "4, PRE_ORDER",
        "０４, PRE_ORDER",
        "05, UNKNOWN",
        "99, UNKNOWN",
        "A1, UNKNOWN",
        "00, UNKNOWN"
    })
    void readsTheErpsCodes(String code, StockStatus status) {
        assertThat(StockStatuses.ofCode(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"0, OUT_OF_STOCK", "1, LOW_STOCK", "5, LOW_STOCK", "6, IN_STOCK", "2147483647, IN_STOCK"})
    void quantityDecides(int quantity, StockStatus status) {
        assertThat(StockStatuses.ofQuantity(quantity)).isEqualTo(status);
    }

    @Property
    void codeDecidesOnlyWherePreOrderIsConcerned(
            @ForAll StockStatus code, @ForAll @IntRange(min = 0, max = 20) int quantity) {
        StockStatus decided = StockStatuses.decide(code, quantity);

        assertThat(decided)
                .isEqualTo(code == StockStatus.PRE_ORDER ? StockStatus.PRE_ORDER : StockStatuses.ofQuantity(quantity));
    }
}
