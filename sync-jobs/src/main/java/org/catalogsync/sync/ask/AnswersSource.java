package org.catalogsync.sync.ask;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.source.UnusableInput;

/** What the ERP said to a run, as the one file of a source: its parts one after another. Its watermark lies before the first question by as much as a transaction may have been open then. */
final class AnswersSource implements Source {
    private static final String NAME = "answers.csv";

    private final String spec;
    private final ObjectStore objects;
    private final List<Staged> parts;
    private final SourceFile file;
    private final Declaration declaration;

    private AnswersSource(
            String spec, ObjectStore objects, List<Staged> parts, SourceFile file, Declaration declaration) {
        this.spec = spec;
        this.objects = objects;
        this.parts = parts;
        this.file = file;
        this.declaration = declaration;
    }

    /**
     * The answers of a run that has asked for all its keys.
     *
     * @param margin the longest transaction of the ERP and by how much its clock may be ahead of ours
     */
    static Source of(String spec, RunFacts facts, ObjectStore objects, Duration margin) {
        Keys.Asked asked = facts.get(Keys.ASKED, Keys.Asked.class);
        List<Staged> parts = new ArrayList<>(asked.unreadable());
        facts.receipts(Ask.STEP, Ask.Receipt.class).forEach(answered -> parts.add(answered.part()));
        long bytes = parts.stream().mapToLong(Staged::bytes).sum();
        if (bytes == 0) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_EMPTY,
                    "the ERP has none of the keys that it was asked for",
                    spec,
                    "at least one of " + asked.keys(),
                    "none");
        }
        Instant watermark = asked.from().minus(margin).truncatedTo(ChronoUnit.SECONDS);
        return new AnswersSource(
                spec,
                objects,
                parts,
                new SourceFile(NAME, bytes, asked.from()),
                Declarations.bundled(Declarations.SOAP_ANSWERS).at(watermark));
    }

    @Override
    public String describe() {
        return spec;
    }

    @Override
    public Declaration declaration() {
        return declaration;
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
        return spec + "/" + wanted.name();
    }

    /** A part at a time, so that one is in memory. */
    @Override
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
    public InputStream open(SourceFile wanted) {
        Iterator<Staged> each = parts.iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return each.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(each.next().read(objects));
            }
        });
    }
}
