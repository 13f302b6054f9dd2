package org.catalogsync.benchmark.throughput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Commons CSV: splits and decodes, and looks at every field once. No mapping, no checks, no hash. */
final class CommonsCsv {

    private CommonsCsv() {}

    static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        Sample sample = Sample.read(Path.of(args[0]));
        List<Reading> readings = Share.of(sample.files(), () -> new Reading(sample));
        long rows = 0;
        long chars = 0;
        for (Reading reading : readings) {
            rows += reading.rows;
            chars += reading.chars;
        }
        Counts.since(begin, rows, rows, Long.toString(chars)).print();
    }

    /** One thread's share. */
    private static final class Reading implements Share.Worker {
        private final Sample sample;
        private final CSVFormat format;
        private long rows;
        private long chars;

        Reading(Sample sample) {
            this.sample = sample;
            this.format = CSVFormat.RFC4180
                    .builder()
                    .setSkipHeaderRecord(sample.header())
                    .setHeader(sample.header() ? new String[0] : null)
                    .get();
        }

        @Override
        public void read(Path file) throws IOException {
            // As a Reader of a charset does by default: what cannot be decoded is replaced.
            var decoder = sample.charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder));
                    CSVParser parser = CSVParser.parse(in, format)) {
                for (CSVRecord record : parser) {
                    rows++;
                    for (int i = 0; i < record.size(); i++) {
                        chars += record.get(i).length();
                    }
                }
            }
        }
    }
}
