package org.catalogsync.sync.ask;

import java.io.InputStream;
import java.util.List;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;

/** One file of a source. */
record OneFile(Source whole, SourceFile file) implements Source {
    @Override
    public String describe() {
        return whole.locate(file);
    }

    @Override
    public Declaration declaration() {
        return whole.declaration();
    }

    @Override
    public List<SourceFile> files() {
        return List.of(file);
    }

    @Override
    public List<String> ignored() {
        return List.of();
    }

    @Override
    public String locate(SourceFile wanted) {
        return whole.locate(wanted);
    }

    @Override
    public InputStream open(SourceFile wanted) {
        return whole.open(wanted);
    }
}
