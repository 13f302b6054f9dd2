package org.catalogsync.sync.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {

    @ParameterizedTest
    @CsvSource({
        "**/LOAD[0-9A-F]{8}.csv, MANGA/PRODUCTS/LOAD0000000A.csv, true",
        "**/LOAD[0-9A-F]{8}.csv, LOAD00000001.csv, true",
        "**/LOAD[0-9A-F]{8}.csv, LOAD0000000G.csv, false",
        "**/LOAD[0-9A-F]{8}.csv, LOAD001.csv, false",
        "**/LOAD[0-9A-F]{8}.csv, LOAD00000001xcsv, false",
        "**/LOAD[0-9A-F]{8}.csv, expected.json, false",
        "products*.csv, products-2.csv, true",
        "products*.csv, old/products.csv, false",
        "products?.csv, products.csv, false",
        "a+(b).csv, a+(b).csv, true",
        "**/*.csv, .hidden.csv, false",
        "**/*.csv, .hidden/a.csv, false"
    })
    void matchesAsItReads(String pattern, String path, boolean matches) {
        assertThat(FilePattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void refusesASetThatIsNotClosed() {
        assertThatThrownBy(() -> FilePattern.of("a[b.csv")).hasMessageContaining("a[b.csv");
    }
}
