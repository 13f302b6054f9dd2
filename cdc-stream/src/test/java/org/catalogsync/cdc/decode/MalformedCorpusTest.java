package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.cdc.decode.KplRecords.Unpacked;
import org.catalogsync.cdc.decode.MalformedCorpus.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedCorpusTest {
    private final DmsDecoder decoder = Fixtures.decoder();

    static List<Malformed> all() {
        return MalformedCorpus.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void malformedRecordHasOneNamedEnd(Malformed malformed) {
        Poison poison = switch (KplRecords.unpack(malformed.bytes())) {
            case Unpacked.Broken broken -> broken.poison();
            case Unpacked.Records records ->
                Fixtures.poison(decoder.decode(records.records().get(0).data()));
        };

        assertThat(poison.code()).as(poison.toString()).isEqualTo(malformed.expectedOutcome());
        assertThat(poison.expected()).isNotBlank().hasSizeLessThan(1_100);
        assertThat(poison.found()).isNotBlank().hasSizeLessThan(1_100);
        assertThat(poison.toString()).matches(text -> text.chars().allMatch(c -> c >= ' '), "fit for a log line");
    }

    @Test
    void corpusIsLargeAndListsEveryFile() throws URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(MalformedCorpusTest.class.getResource("/corpus"))
                .toURI());
        File[] files = Objects.requireNonNull(folder.toFile().listFiles((in, name) -> name.endsWith(".json")));
        List<String> listed = all().stream().map(Malformed::name).toList();

        assertThat(listed).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(listed)
                .containsAll(Arrays.stream(files)
                        .map(file -> file.getName().replace(".json", ""))
                        .toList());
    }
}
