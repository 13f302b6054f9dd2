package org.catalogsync.part.erp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** MariaDB with a binary log as DMS demands it: by row, with full images. It dies with this process, however that ends. */
final class Database implements AutoCloseable {

    /** As on RDS, whose file names DMS shows in its stream positions. */
    private static final String BINARY_LOG = "mysql-bin-changelog";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(12);

    /** A shutdown hook does not run on SIGKILL; the end of a pipe from us is seen in any case. */
    private static final String REAPER = "trap '' INT TERM HUP; read -r _; kill -KILL \"$0\" 2>/dev/null";

    private final Process process;
    private final Process reaper;
    private final int port;
    private volatile boolean ending;
    private volatile Runnable beforeEnd = () -> {};

    private Database(Process process, Process reaper, int port) {
        this.process = process;
        this.reaper = reaper;
        this.port = port;
    }

    /** Starts the server on its data, which are made when they are not there, and waits until it answers. */
    static Database start(Path data, Path home, String marker) throws IOException, InterruptedException {
        if (!Files.isDirectory(data)) {
            install(data, home);
        }
        int port = freePort();
        Process process = new ProcessBuilder(command(data, home, port, marker))
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Database database = new Database(process, reaperOf(process), port);
        database.awaitGreeting();
        database.provideTable();
        return database;
    }

    /** Where the server itself listens; another one at every start. */
    int port() {
        return port;
    }

    /** Tells when the server ends without having been told to. */
    void onExit(Runnable told) {
        process.onExit().thenRun(() -> {
            if (!ending) {
                told.run();
            }
        });
    }

    void beforeEnd(Runnable act) {
        beforeEnd = act;
    }

    @Override
    public void close() {
        ending = true;
        beforeEnd.run();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } finally {
            reaper.destroyForcibly();
        }
    }

    /** Half an installation, left by a process that was killed, is never taken for a whole one: the folder gets its name last. */
    private static void install(Path data, Path home) throws IOException, InterruptedException {
        Path fresh = data.resolveSibling("db.new");
        deleteTree(fresh);
        Files.createDirectories(data.getParent());
        Path accounts = data.resolveSibling("server.sql");
        Files.writeString(accounts, resource("/server.sql"));
        List<String> command = new ArrayList<>(List.of(
                "sh",
                home.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + fresh,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--innodb-log-file-size=16M",
                "--extra-file=" + accounts));
        asRoot(command);
        int code = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0 || !Files.exists(fresh.resolve("erp/db.opt"))) {
            throw new IOException("mariadb-install-db left no usable database in " + fresh + "; exit code " + code);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Process reaperOf(Process server) throws IOException {
        try {
            return new ProcessBuilder("sh", "-c", REAPER, Long.toString(server.pid())).start();
        } catch (IOException e) {
            server.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(Path data, Path home, int port, String marker) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Relative, and so below the data: absolute ones are often longer than a socket's address may be.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--secure-file-priv=" + data,
                // On the loopback there is nobody to hide from, and making a key takes seconds of every start.
                "--skip-ssl",
                "--skip-name-resolve",
                // Whoever looks whether the part answers hangs up after the greeting; that is no news.
                "--log-warnings=1",
                "--max-connect-errors=1000000",
                "--max-allowed-packet=64M",
                "--character-set-server=utf8mb4",
                // The ERP's clocks show Tokyo's time; so do the literals that are written to it.
                "--default-time-zone=+09:00",
                "--server-id=1",
                "--log-bin=" + BINARY_LOG,
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--sync-binlog=1",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                // Found by it, should this process be gone and the server not.
                "--loose-started-by=" + marker));
        asRoot(command);
        return command;
    }

    /** MariaDB runs as root only when told to. */
    private static void asRoot(List<String> command) {
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
    }

    private void awaitGreeting() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!greets()) {
            if (!process.isAlive()) {
                throw new IOException("MariaDB ended while starting; exit code " + process.exitValue());
            }
            if (System.nanoTime() > deadline) {
                close();
                throw new IOException("MariaDB did not answer within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(50);
        }
    }

    private boolean greets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            return socket.getInputStream().readNBytes(5).length == 5;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void provideTable() throws IOException {
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/erp?user=erp&password=erp";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(resource("/products.sql"));
        } catch (SQLException e) {
            close();
            throw new IOException("The table could not be made", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Database.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
