package org.catalogsync.devstack.erp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Faults that stand within an answer that looks well. */
final class Twists {
    private static final int FIRST_GAIJI = 0xE000;
    private static final int GAIJI = 1_880;

    private Twists() {}

    /** The rows as the fault makes them. */
    static List<Volume> of(@Nullable FaultKind twist, List<Volume> volumes, Random dice) {
        return switch (twist) {
            case WRONG_ISBN -> volumes.stream().map(Twists::ofAnotherIsbn).toList();
            case GAIJI ->
                volumes.stream().map(volume -> withGaiji(volume, dice)).toList();
            case FAULT500, FAULT200, HTML503, SLOW, CUT, CHARSET -> volumes;
            case null -> volumes;
        };
    }

    private static Volume ofAnotherIsbn(Volume volume) {
        String other = IsbnKey.digits(IsbnKey.next(volume.key()));
        return volume.with(Column.ISBN, other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Codes F040 to F9FC stand for U+E000 to U+E757, one after the other. */
    private static Volume withGaiji(Volume volume, Random dice) {
        ByteArrayOutputStream title = new ByteArrayOutputStream();
        title.writeBytes(volume.cells().getOrDefault(Column.TITLE, new byte[0]));
        Windows31j.write(Windows31j.code(FIRST_GAIJI + dice.nextInt(GAIJI)), title);
        return volume.with(Column.TITLE, title.toByteArray());
    }

    /** What a document says of its charset that says it wrongly or not at all. */
    static Answers.Declared declared(Random dice) {
        return dice.nextBoolean() ? Answers.Declared.UTF_8 : Answers.Declared.NOTHING;
    }
}
