package org.catalogsync.cdc;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.decode.PositionFormat;
import org.catalogsync.cdc.doctor.DmsSettings;
import org.catalogsync.cdc.doctor.Finding;
import org.catalogsync.cdc.doctor.RecordChecks;
import org.catalogsync.cdc.doctor.SettingsChecks;
import org.catalogsync.cdc.kinesis.StreamSample;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.stores.StoresSettings;

/** The source's check with the settings of this stream, for the command and for the start alike. */
public final class SourceDoctor {
    private final StoresSettings stores;
    private final StreamSettings settings;
    private final RecordChecks records;

    public SourceDoctor(StoresSettings stores, StreamSettings settings, Decoder decoder) {
        this.stores = stores;
        this.settings = settings;
        this.records = new RecordChecks(
                decoder,
                new RecordChecks.Expected(
                        settings.tables(),
                        settings.columns().keySet(),
                        key(settings),
                        settings.positions() != PositionFormat.NONE,
                        settings.clockSkew()));
    }

    private static String key(StreamSettings settings) {
        return settings.columns().entrySet().stream()
                .filter(column -> Field.named(column.getValue().field()) == Field.ISBN)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "catalog-sync.cdc.columns: expected a column that feeds isbn, found none"));
    }

    /** Judges files that AWS printed. */
    public List<Finding> ofSettings(List<Path> files) {
        return new SettingsChecks(settings.stream(), settings.tables()).judge(DmsSettings.read(files));
    }

    /** Judges the newest records of the stream; takes a few seconds. */
    public List<Finding> ofRecords(int count) {
        try (StreamSample sample = StreamSample.open(stores, settings.stream())) {
            return records.judge(sample.newest(count));
        }
    }

    /** What is said of the records where none can be had. */
    public List<Finding> ofNoRecords() {
        return records.judge(List.of());
    }
}
