package org.catalogsync.sync.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.catalogsync.stores.objects.ObjectStore;

/** Objects as files of a folder: what measures the heap must not keep them in it. */
final class DirectoryObjects implements ObjectStore {
    private final Path directory;

    DirectoryObjects(Path directory) {
        this.directory = directory;
    }

    @Override
    public void createIfAbsent() {
        attempt(() -> Files.createDirectories(directory));
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        attempt(() -> Files.write(parentMade(key), body));
        return describe(key);
    }

    @Override
    public StoredObject put(String key, Path file) {
        attempt(() -> Files.copy(file, parentMade(key), StandardCopyOption.REPLACE_EXISTING));
        return describe(key);
    }

    @Override
    public InputStream open(String key) {
        return attempt(key, () -> Files.newInputStream(directory.resolve(key)));
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        return attempt(key, () -> {
            try (FileChannel channel = FileChannel.open(directory.resolve(key))) {
                ByteBuffer bytes = ByteBuffer.allocate(length);
                channel.position(offset);
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes) < 0) {
                        throw new IllegalArgumentException(key + " is shorter than " + (offset + length));
                    }
                }
                return bytes.array();
            }
        });
    }

    @Override
    public byte[] read(String key) {
        return attempt(key, () -> Files.readAllBytes(directory.resolve(key)));
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Files.exists(directory.resolve(key)) ? Optional.of(describe(key)) : Optional.empty();
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        List<String> keys = attempt(() -> {
            try (Stream<Path> files = Files.walk(directory)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> directory.relativize(file).toString())
                        .filter(key -> key.startsWith(prefix))
                        .sorted()
                        .toList();
            }
        });
        keys.forEach(key -> visitor.accept(describe(key)));
    }

    @Override
    public void delete(String key) {
        attempt(() -> Files.deleteIfExists(directory.resolve(key)));
    }

    private StoredObject describe(String key) {
        return attempt(key, () -> new StoredObject(key, Files.size(directory.resolve(key)), "unused", null));
    }

    private Path parentMade(String key) throws IOException {
        Path file = directory.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        return file;
    }

    private static <T> T attempt(String key, Access<T> access) {
        return attempt(() -> {
            try {
                return access.get();
            } catch (NoSuchFileException missing) {
                throw new ObjectMissing("directory", key);
            }
        });
    }

    private static <T> T attempt(Access<T> access) {
        try {
            return access.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Access<T> {
        T get() throws IOException;
    }
}
