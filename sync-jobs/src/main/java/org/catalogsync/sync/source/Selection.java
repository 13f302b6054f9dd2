package org.catalogsync.sync.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.declaration.InvalidDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a listing belong to the source, and what they are declared to be.
 *
 * @param files in order, at least one
 * @param ignored names of files that look like data and do not belong
 */
record Selection(Declaration declaration, List<SourceFile> files, List<String> ignored) {
    private static final List<String> LOOKS_LIKE_DATA =
            List.of(".csv", ".tsv", ".txt", ".dat", ".xml", ".parquet", ".gz", ".zip");
    private static final int NAMES_TO_SHOW = 5;
    private static final int LONGEST_DECLARATION = 256 * 1024;

    /**
     * @param place the folder, for people
     * @param listing every file below it
     * @param reader streams a file of the listing
     * @param given a declaration for a folder that has none beside its files
     */
    static Selection of(
            String place, List<SourceFile> listing, Function<String, InputStream> reader, @Nullable Path given) {
        if (listing.isEmpty()) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_EMPTY, "the folder is empty", place, "at least one file", "none");
        }
        Declaration declaration = declaration(place, listing, reader, given);
        List<SourceFile> files = FileOrder.of(declaration, place)
                .order(listing.stream()
                        .filter(file -> declaration.files().matches(file.name()))
                        .toList());
        if (files.isEmpty()) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_EMPTY,
                    "no file matches the declaration " + declaration.origin(),
                    place,
                    "files like " + declaration.files(),
                    names(listing));
        }
        return new Selection(declaration, files, ignored(declaration, listing));
    }

    private static Declaration declaration(
            String place, List<SourceFile> listing, Function<String, InputStream> reader, @Nullable Path given) {
        try {
            if (listing.stream().anyMatch(file -> file.name().equals(Declarations.BESIDE_THE_FILES))) {
                return beside(place, reader);
            }
            return given != null ? given(given) : bundled(place, listing);
        } catch (InvalidDeclaration invalid) {
            throw new UnusableInput(
                    UnusableInput.Code.DECLARATION_INVALID,
                    invalid.mistakes().stream()
                            .map(mistake -> new UnusableInput.Problem(
                                    mistake.what(), mistake.where(), mistake.expected(), mistake.found()))
                            .toList());
        }
    }

    private static Declaration beside(String place, Function<String, InputStream> reader) {
        String origin = (place.endsWith("/") ? place : place + "/") + Declarations.BESIDE_THE_FILES;
        try (InputStream in = reader.apply(Declarations.BESIDE_THE_FILES)) {
            return Declarations.parse(origin, new String(in.readNBytes(LONGEST_DECLARATION), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Declaration given(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_MISSING,
                    "the declaration cannot be read",
                    file.toString(),
                    "a readable YAML file",
                    Files.exists(file) ? "no readable file" : "nothing");
        }
        return Declarations.load(file);
    }

    private static Declaration bundled(String place, List<SourceFile> listing) {
        List<Declaration> fitting = Declarations.bundled().stream()
                .filter(declaration ->
                        listing.stream().anyMatch(file -> declaration.files().matches(file.name())))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String patterns = Declarations.bundled().stream()
                .map(declaration -> declaration.files() + " (" + declaration.name() + ")")
                .collect(Collectors.joining(" or "));
        throw new UnusableInput(
                UnusableInput.Code.DECLARATION_INVALID,
                (fitting.isEmpty() ? "no" : "more than one") + " bundled declaration matches the file names",
                place,
                "a " + Declarations.BESIDE_THE_FILES + " beside the files, --declaration FILE, or files like "
                        + patterns,
                names(listing));
    }

    private static List<String> ignored(Declaration declaration, List<SourceFile> listing) {
        return listing.stream()
                .map(SourceFile::name)
                .filter(name -> !declaration.files().matches(name))
                .filter(name -> LOOKS_LIKE_DATA.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith))
                .sorted()
                .toList();
    }

    private static String names(List<SourceFile> listing) {
        String first = listing.stream()
                .map(SourceFile::name)
                .sorted()
                .limit(NAMES_TO_SHOW)
                .collect(Collectors.joining(", "));
        int more = listing.size() - NAMES_TO_SHOW;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
