package org.catalogsync.devstack.part;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.process.Launch;

/** A part that is a JVM of its own, on the JDK that runs us, with a class path of its own. */
record Jvm(List<String> classPath, List<String> options, String mainClass, List<String> arguments) {

    /** The class path that the build resolved for a part, with the few classes of ours in front. */
    static List<String> classPathOf(Site site) throws IOException {
        Path target = site.root()
                .resolve("dev-stack/parts")
                .resolve(site.part().label())
                .resolve("target");
        return List.of(target.resolve("classes").toString(), read(target.resolve("classpath")));
    }

    /** Our own class path, for the parts that are ours. */
    static List<String> ownClassPath(Site site) throws IOException {
        try {
            Path self = Path.of(Jvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return List.of(self.toString(), read(site.root().resolve("dev-stack/target/classpath")));
        } catch (java.net.URISyntaxException e) {
            throw new IOException("Our own classes have no place in the file system", e);
        }
    }

    Launch at(Site site) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + site.marker());
        command.add("-Dfile.encoding=UTF-8");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        // By the environment: a hundred jars in the command line would make it too long for the system to show in full.
        return new Launch(command, Map.of("CLASSPATH", String.join(File.pathSeparator, classPath)), site.data());
    }

    private static String read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("The build has left no " + file + "; run: mvn package -DskipTests -pl dev-stack -am");
        }
        return Files.readString(file).strip();
    }
}
