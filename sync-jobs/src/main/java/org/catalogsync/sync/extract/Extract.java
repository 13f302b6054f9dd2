package org.catalogsync.sync.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.inspect.Block;
import org.catalogsync.sync.inspect.FileInspection;
import org.catalogsync.sync.inspect.Inspector;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.SourceFile;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.source.Watermark;
import org.catalogsync.sync.source.Watermarks;
import org.catalogsync.sync.staging.Manifest;
import org.catalogsync.sync.staging.Manifest.StagedBlock;
import org.catalogsync.sync.staging.Manifest.StagedFile;
import org.catalogsync.sync.staging.StagingArea;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inspects every file of the source from end to end, and only when all of them can be used stages them unchanged. A file that is not the same when it is staged as when it was inspected stops the run.
 */
public final class Extract {
    /** The step's name. */
    public static final String STEP = "extract";

    /** Fact: {@link Manifest}. */
    public static final String MANIFEST = "manifest";

    private final RunFacts facts;
    private final RunRequest request;
    private final Supplier<Source> source;
    private final Predicate<Instant> tooOld;
    private final StagingArea staging;
    private final int blockBytes;
    private final Progress progress;
    private final JsonMapper json;
    private final Clock clock;

    public Extract(
            RunFacts facts,
            RunRequest request,
            Supplier<Source> source,
            Predicate<Instant> tooOld,
            StagingArea staging,
            int blockBytes,
            Progress progress,
            JsonMapper json,
            Clock clock) {
        this.facts = facts;
        this.request = request;
        this.source = source;
        this.tooOld = tooOld;
        this.staging = staging;
        this.blockBytes = blockBytes;
        this.progress = progress;
        this.json = json;
        this.clock = clock;
    }

    /** Extracts; returns the rows staged. Throws {@link UnusableInput} before the read side was touched; only a file that changes while it is staged is noticed after others were staged. */
    public long extract() {
        Source opened = source.get();
        opened.ignored().forEach(name -> progress.note("ignored, since it matches no declaration: " + name));
        Watermark watermark = Watermarks.of(opened, request.watermark(), clock.instant());
        if (watermark.basis() == Watermark.Basis.DECLARED && request.watermark() != null) {
            progress.note(
                    "--watermark has no effect: " + opened.declaration().origin() + " declares " + watermark.at());
        }
        if (watermark.basis() == Watermark.Basis.ASSUMED) {
            progress.note("watermark assumed: " + watermark.at()
                    + " (oldest file minus 24 hours; declare it in source.yaml or give --watermark)");
        }
        if (tooOld.test(watermark.at())) {
            throw tooOld(opened, watermark);
        }
        List<FileInspection> inspections = new Inspector(blockBytes).inspect(opened);
        inspections.forEach(file -> file.notes().forEach(progress::note));
        Manifest manifest = manifest(opened, watermark, inspections);
        staging.objects().createIfAbsent();
        inspections.forEach(file -> stage(opened, file));
        staging.objects().put(staging.manifest(), json.writeValueAsBytes(manifest));
        facts.put(MANIFEST, manifest);
        return manifest.rows();
    }

    private static UnusableInput tooOld(Source source, Watermark watermark) {
        return new UnusableInput(
                UnusableInput.Code.EXTRACT_TOO_OLD,
                "products deleted since may be forgotten by now, and would come back",
                source.describe(),
                "an extract younger than the life of a tombstone (catalog-sync.tombstone-life), or one that nothing newer was published after",
                "watermark " + watermark.at());
    }

    private static Manifest manifest(Source source, Watermark watermark, List<FileInspection> inspections) {
        Declaration declaration = source.declaration();
        long rows = inspections.stream().mapToLong(FileInspection::rows).sum();
        int buckets = Manifest.bucketsFor(rows);
        return new Manifest(
                source.describe(),
                declaration.origin(),
                declaration.text(),
                watermark.at(),
                watermark.basis().name().toLowerCase(java.util.Locale.ROOT),
                buckets,
                buckets,
                inspections.stream().map(Extract::staged).toList());
    }

    private static StagedFile staged(FileInspection file) {
        return new StagedFile(
                file.file().name(),
                file.bytes(),
                file.sha256(),
                file.rows(),
                file.blocks().stream().map(Extract::staged).toList());
    }

    private static StagedBlock staged(Block block) {
        return new StagedBlock(block.offset(), block.length(), block.firstLine(), block.rows(), block.sha256());
    }

    private void stage(Source opened, FileInspection inspected) {
        SourceFile file = inspected.file();
        try {
            Path copy = Files.createTempFile("catalog-sync-", ".staging");
            try {
                String found = copy(opened, file, copy);
                if (!found.equals(inspected.sha256())) {
                    throw new UnusableInput(
                            UnusableInput.Code.FILE_CHANGED,
                            "the file changed while it was staged",
                            file.name() + ":1",
                            inspected.bytes() + " bytes, SHA-256 " + inspected.sha256(),
                            Files.size(copy) + " bytes, SHA-256 " + found);
                }
                staging.objects().put(staging.raw(file.name()), copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stage " + file.name(), e);
        }
    }

    private static String copy(Source opened, SourceFile file, Path to) throws IOException {
        try (InputStream in = opened.open(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Files.copy(new DigestInputStream(in, sha256), to, StandardCopyOption.REPLACE_EXISTING);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
