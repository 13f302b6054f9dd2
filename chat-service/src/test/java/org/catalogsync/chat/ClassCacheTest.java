package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's cache of classes, with a small application in place of the chat: a cache that does not fit never keeps it from starting. */
class ClassCacheTest {
    private static final Path ROOT = Path.of(Objects.requireNonNullElse(System.getProperty("catalogsync.root"), ".."));

    @TempDir
    private Path folder;

    private Path jar;
    private Path library;

    /** What is started: it greets, and so it does at a rehearsal, unless that is to fail. */
    static final class Greeter {
        private Greeter() {}

        public static void main(String[] args) {
            System.out.println("hello");
            if (args.length == 1 && args[0].equals("rehearse") && Greeter.class.getResource("/unwell") != null) {
                System.exit(1);
            }
        }
    }

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void build() throws IOException {
        library = Files.createDirectories(folder.resolve("app/lib")).resolve("library.jar");
        try (OutputStream bytes = Files.newOutputStream(library);
                JarOutputStream out = new JarOutputStream(bytes, new Manifest())) {
            out.putNextEntry(new JarEntry("nothing"));
        }
        jar = folder.resolve("greeter.jar");
        build(true);
    }

    @Test
    void isMadeOnceAndTaken() throws Exception {
        String option = cache().strip();
        String again = cache().strip();
        Ended ended = start(option);

        assertThat(option).startsWith("-XX:AOTCache=" + folder).endsWith(".aot");
        assertThat(again).isEqualTo(option);
        assertThat(caches()).hasSize(1);
        assertThat(ended).isEqualTo(new Ended(0, "hello\n", ""));
    }

    @Test
    void isMadeAnewForAnotherBuildAndAStartThatStillHasTheOldOneInMindStarts() throws Exception {
        String old = cache().strip();
        Files.setLastModifiedTime(library, FileTime.from(Instant.now().plusSeconds(86_400)));

        String made = cache().strip();
        Ended late = start(old);

        assertThat(made).isNotEqualTo(old);
        assertThat(caches()).containsExactly(Path.of(made.substring(made.indexOf('=') + 1)));
        assertThat(late.code()).isZero();
        assertThat(late.out()).isEqualTo("hello\n");
        assertThat(late.err()).contains("AOT cache");
    }

    @Test
    void isMadeAnewWhereAJarIsNewerThoughItLooksTheSame() throws Exception {
        String option = cache().strip();
        Path file = caches().getFirst();
        FileTime before = FileTime.from(Instant.now().minusSeconds(3_600));
        Files.setLastModifiedTime(file, before);

        assertThat(cache().strip()).isEqualTo(option);
        assertThat(Files.getLastModifiedTime(file)).isGreaterThan(before);
    }

    @Test
    void isPassedOverByAJvmWithOtherFlags() throws Exception {
        Ended ended = start(cache().strip(), "-XX:-UseCompactObjectHeaders");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("hello\n");
        assertThat(ended.err()).contains("UseCompactObjectHeaders");
    }

    @Test
    void isPassedOverWhereItIsCutShortOrNoCache() throws Exception {
        String option = cache().strip();
        Path file = caches().getFirst();
        byte[] whole = Files.readAllBytes(file);

        for (byte[] broken : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[] {1, 2, 3})) {
            Files.write(file, broken);
            Ended ended = start(option);

            assertThat(ended.code()).isZero();
            assertThat(ended.out()).isEqualTo("hello\n");
            assertThat(ended.err()).isNotEmpty();
        }
    }

    @Test
    void nothingIsKeptOfARehearsalThatFailed() throws Exception {
        build(false);

        assertThat(cache()).isEmpty();
        assertThat(caches()).isEmpty();
    }

    private String cache() throws Exception {
        Ended ended = run(List.of(ROOT.resolve("catalog-sync").toString(), "chat", "class-cache", jar.toString()));
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    /** With the flags that a chat is started with. */
    private Ended start(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcatalogsync.root=" + ROOT,
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(run(List.of(ROOT.resolve("catalog-sync").toString(), "chat", "jvm-options"))
                .out()
                .strip()
                .split(" ")));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        return run(command);
    }

    private Ended run(List<String> command) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("CATALOG_SYNC_CLASS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }

    private void build(boolean well) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeter.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "app/lib/library.jar");
        String file = Greeter.class.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes, manifest);
                InputStream in = Objects.requireNonNull(Greeter.class.getResourceAsStream("/" + file))) {
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
            if (!well) {
                out.putNextEntry(new JarEntry("unwell"));
                out.write("not at all".getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
