package org.catalogsync.benchmark.throughput;

import org.catalogsync.sync.sample.SampleFormat;

/** Who runs; the first is this project. */
enum Contender {
    CATALOG_SYNC("catalog-sync: decode, map, validate, hash", CatalogSync.class),
    COMMONS_CSV("commons-csv 1.14.1: parse only", CommonsCsv.class),
    SPRING_BATCH("plain Spring Batch job, no hash", PlainSpringBatch.class),
    DUCKDB("DuckDB: typed, checks, md5", DuckDb.class);

    private final String title;
    private final Class<?> program;

    Contender(String title, Class<?> program) {
        this.title = title;
        this.program = program;
    }

    String title() {
        return title;
    }

    String program() {
        return program.getName();
    }

    boolean reads(SampleFormat format) {
        return this != DUCKDB || format == SampleFormat.DMS_FULL_LOAD;
    }
}
