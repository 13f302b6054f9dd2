package org.catalogsync.sync.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.catalogsync.sync.declaration.Declaration;
import org.jspecify.annotations.Nullable;

/** A folder of the file system; links are followed. */
final class DirectorySource implements Source {
    private final Path directory;
    private final Selection selection;

    private DirectorySource(Path directory, Selection selection) {
        this.directory = directory;
        this.selection = selection;
    }

    static Source open(Path directory, @Nullable Path declaration) {
        return new DirectorySource(
                directory,
                Selection.of(
                        directory.toString(), list(directory), name -> stream(directory.resolve(name)), declaration));
    }

    @Override
    public String describe() {
        return "files:" + directory;
    }

    @Override
    public Declaration declaration() {
        return selection.declaration();
    }

    @Override
    public List<SourceFile> files() {
        return selection.files();
    }

    @Override
    public List<String> ignored() {
        return selection.ignored();
    }

    @Override
    public String locate(SourceFile file) {
        return directory.resolve(file.name()).toString();
    }

    @Override
    public InputStream open(SourceFile file) {
        return stream(directory.resolve(file.name()));
    }

    private static List<SourceFile> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            String found = Files.exists(directory) ? "a file" : "nothing";
            throw new UnusableInput(
                    UnusableInput.Code.SOURCE_MISSING, "no such folder", directory.toString(), "a folder", found);
        }
        try (Stream<Path> paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> describe(directory, file))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw unreadable(directory, unreadable);
        }
    }

    private static SourceFile describe(Path directory, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String name = StreamSupport.stream(directory.relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
            return new SourceFile(
                    name, attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream stream(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static UnusableInput unreadable(Path path, Exception cause) {
        return new UnusableInput(
                UnusableInput.Code.SOURCE_UNREADABLE,
                "cannot be read",
                path.toString(),
                "a readable file or folder",
                cause.toString());
    }
}
