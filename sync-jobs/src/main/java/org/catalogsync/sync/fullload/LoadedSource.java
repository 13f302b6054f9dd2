package org.catalogsync.sync.fullload;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.source.Sources;

/** The files of a full load, declared to hold as many rows as the task counted, and every change from before it began. */
public record LoadedSource(String describe, Source loaded, Declaration declaration) implements Source {

    /**
     * The files of a run that has awaited its load.
     *
     * @param margin the longest transaction of the ERP and by how much its clock may be ahead of ours
     */
    public static Source of(
            RunFacts facts, RunRequest request, Function<String, ObjectStore> buckets, Duration margin) {
        FullLoad.Done done = facts.get(FullLoad.LOADED, FullLoad.Done.class);
        String declared = request.declaration();
        Source files = Sources.open("files:" + done.place(), declared == null ? null : Path.of(declared), buckets);
        return new LoadedSource(
                request.source(),
                files,
                files.declaration()
                        .at(done.from().minus(margin).truncatedTo(ChronoUnit.SECONDS))
                        .expecting(done.rows()));
    }

    @Override
    public List<SourceFile> files() {
        return loaded.files();
    }

    @Override
    public List<String> ignored() {
        return loaded.ignored();
    }

    @Override
    public String locate(SourceFile file) {
        return loaded.locate(file);
    }

    @Override
    public InputStream open(SourceFile file) {
        return loaded.open(file);
    }
}
