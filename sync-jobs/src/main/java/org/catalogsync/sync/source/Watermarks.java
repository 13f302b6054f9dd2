package org.catalogsync.sync.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Moments;
import org.jspecify.annotations.Nullable;

/** Finds the watermark of a source: declared, else given, else assumed. */
public final class Watermarks {
    /** Longer than any transaction that an ERP leaves open over an export, and than any skew of clocks. */
    private static final Duration SAFETY = Duration.ofHours(24);

    private static final String EXPECTED = "a moment such as 2025-03-01T21:00:00+09:00";

    private Watermarks() {}

    /**
     * The declared watermark; where there is none the given one, else the assumed one.
     *
     * @param given what the operator typed; without an offset it is meant in the declared zone
     * @param now by the clock of this run
     * @throws UnusableInput if the watermark is unreadable, lies in the future, or is later than the oldest file, which must hold every change below it
     */
    public static Watermark of(Source source, @Nullable String given, Instant now) {
        Watermark watermark = chosen(source, given);
        String where = watermark.basis() == Watermark.Basis.DECLARED
                ? source.declaration().origin()
                : source.describe();
        refuseAfter(now, "lies in the future", watermark, where);
        earliest(source.files())
                .ifPresent(
                        oldest -> refuseAfter(oldest, "is later than the oldest file was written", watermark, where));
        return watermark;
    }

    private static Watermark chosen(Source source, @Nullable String given) {
        Declaration declaration = source.declaration();
        if (declaration.watermark() != null) {
            if (given != null) {
                // It loses, but nonsense is told all the same.
                parse(given, declaration.zone());
            }
            return new Watermark(declaration.watermark(), Watermark.Basis.DECLARED);
        }
        return given == null
                ? assume(source.describe(), source.files())
                : new Watermark(parse(given, declaration.zone()), Watermark.Basis.GIVEN);
    }

    private static Instant parse(String given, ZoneId zone) {
        try {
            return Moments.parse(given, zone);
        } catch (DateTimeException unreadable) {
            throw new UnusableInput(
                    UnusableInput.Code.WATERMARK_IMPOSSIBLE,
                    "not a moment",
                    "--watermark",
                    EXPECTED,
                    "'" + given + "'");
        }
    }

    /** The time of the oldest file minus 24 hours: nobody says when reading began, so it is taken to have begun long before the first file was written. */
    static Watermark assume(String where, List<SourceFile> files) {
        Instant oldest = earliest(files)
                .orElseThrow(() -> new UnusableInput(
                        UnusableInput.Code.WATERMARK_IMPOSSIBLE,
                        "no watermark is declared and the files have no times",
                        where,
                        "a watermark in the declaration, or --watermark",
                        "neither"));
        return new Watermark(oldest.minus(SAFETY), Watermark.Basis.ASSUMED);
    }

    private static Optional<Instant> earliest(List<SourceFile> files) {
        return files.stream().map(SourceFile::modified).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    private static void refuseAfter(Instant limit, String why, Watermark watermark, String where) {
        if (watermark.at().isAfter(limit)) {
            throw new UnusableInput(
                    UnusableInput.Code.WATERMARK_IMPOSSIBLE,
                    "the watermark " + why,
                    where,
                    "at most " + limit,
                    watermark.at().toString());
        }
    }
}
