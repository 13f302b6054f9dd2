package org.catalogsync.sync.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.catalogsync.sync.declaration.Declaration;

/** Puts files in the order of their names, or of their numbers, whose gaps betray a missing file. */
record FileOrder(Declaration declaration, String place) {
    private static final int DIGITS = 8;
    private static final int GAPS_TO_SHOW = 5;

    static FileOrder of(Declaration declaration, String place) {
        return new FileOrder(declaration, place);
    }

    List<SourceFile> order(List<SourceFile> files) {
        return switch (declaration.counter()) {
            case NONE ->
                files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
            case HEXADECIMAL -> numbered(files);
        };
    }

    private List<SourceFile> numbered(List<SourceFile> files) {
        TreeMap<Long, SourceFile> byNumber = new TreeMap<>();
        for (SourceFile file : files) {
            SourceFile twin = byNumber.put(number(file), file);
            if (twin != null) {
                throw incomplete("two files have one number", "each number once", twin.name() + " and " + file.name());
            }
        }
        oneFolder(byNumber);
        withoutGaps(byNumber);
        return List.copyOf(byNumber.values());
    }

    private long number(SourceFile file) {
        int end = stemEnd(file.name());
        String digits = file.name().substring(Math.max(0, end - DIGITS), end);
        if (digits.length() < DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw incomplete("a file has no number", "eight hexadecimal digits before the extension", file.name());
        }
        return HexFormat.fromHexDigitsToLong(digits);
    }

    private static int stemEnd(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? dot : name.length();
    }

    /** Each table is numbered by itself, so two folders are two tables. */
    private void oneFolder(TreeMap<Long, SourceFile> byNumber) {
        List<String> folders = byNumber.values().stream()
                .map(file -> file.name().substring(0, file.name().lastIndexOf('/') + 1))
                .distinct()
                .sorted()
                .toList();
        if (folders.size() > 1) {
            throw incomplete(
                    "numbered files lie in several folders", "the files of one table", String.join(", ", folders));
        }
    }

    private void withoutGaps(TreeMap<Long, SourceFile> byNumber) {
        if (byNumber.isEmpty() || byNumber.lastKey() == byNumber.size()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (long number = 1; number < byNumber.lastKey() && missing.size() < GAPS_TO_SHOW; number++) {
            if (!byNumber.containsKey(number)) {
                missing.add(named(byNumber.firstEntry().getValue(), number));
            }
        }
        long gaps = byNumber.lastKey() - byNumber.size();
        throw incomplete(
                "the numbering has gaps",
                String.join(", ", missing) + (gaps > missing.size() ? " and " + (gaps - missing.size()) + " more" : ""),
                byNumber.size() + " files up to "
                        + byNumber.lastEntry().getValue().name());
    }

    private static String named(SourceFile like, long number) {
        int end = stemEnd(like.name());
        String digits = HexFormat.of().withUpperCase().toHexDigits((int) number);
        return like.name().substring(0, end - DIGITS) + digits + like.name().substring(end);
    }

    private UnusableInput incomplete(String what, String expected, String found) {
        return new UnusableInput(UnusableInput.Code.SOURCE_INCOMPLETE, what, place, expected, found);
    }
}
