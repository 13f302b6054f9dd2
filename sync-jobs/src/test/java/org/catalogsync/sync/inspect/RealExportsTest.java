package org.catalogsync.sync.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.catalogsync.sync.source.Source;
import org.junit.jupiter.api.Test;

class RealExportsTest {

    private static Source export(String name) {
        Optional<String> exports = Optional.ofNullable(System.getenv("CATALOG_SYNC_EXPORTS"));
        if (exports.isEmpty()) {
            System.out.println("skipped: CATALOG_SYNC_EXPORTS does not name the folder of real exports");
        }
        assumeTrue(exports.isPresent(), "CATALOG_SYNC_EXPORTS does not name the folder of real exports");
        return Exports.open(Path.of(exports.orElseThrow()).resolve(name));
    }

    @Test
    void readsEveryRowOfTheFullLoadInTheOrderOfItsCounter() {
        Source source = export("dms-full-load");

        List<FileInspection> files = new Inspector().inspect(source);

        assertThat(files).hasSize(12);
        assertThat(files.get(8).file().name()).endsWith("LOAD00000009.csv");
        assertThat(files.get(9).file().name()).endsWith("LOAD0000000A.csv");
        assertThat(files.stream().mapToLong(FileInspection::rows).sum()).isEqualTo(60_000);
    }

    @Test
    void readsEveryRowOfTheDump() {
        List<FileInspection> files = new Inspector().inspect(export("erp-dump"));

        assertThat(files).singleElement().extracting(FileInspection::rows).isEqualTo(20_000L);
    }
}
