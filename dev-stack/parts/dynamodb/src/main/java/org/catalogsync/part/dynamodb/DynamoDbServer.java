package org.catalogsync.part.dynamodb;

import java.io.File;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.monitoring.Telemetry;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local as its own launcher would start it with {@code -sharedDb}, but listening on the loopback address only, and
 * with a database file that does not wait for the disk at every commit.
 */
public final class DynamoDbServer {

    /** The name under which DynamoDB Local looks for the one database that all clients share, and the file's name. */
    private static final String SHARED = "shared-local-instance";

    private DynamoDbServer() {}

    /** Arguments: port, then the folder of the database file; without a folder the data live in memory. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        boolean inMemory = args.length == 1;
        Telemetry.configureTelemetry("NONE", "NONE", false);

        var requests = new LocalDynamoDBRequestHandler(0, inMemory, inMemory ? null : args[1], true, false);
        if (!inMemory) {
            register(requests, new File(args[1], SHARED + ".db"));
        }
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(new LocalDynamoDBServerHandler(requests, null));
        Runtime.getRuntime().addShutdownHook(new Thread(requests::shutdown));
        server.start();
        server.join();
    }

    /** The handler opens its database at the first request and has no setting for how; so ours stands there before. */
    @SuppressWarnings("unchecked")
    private static void register(LocalDynamoDBRequestHandler requests, File file) throws ReflectiveOperationException {
        Field databases = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
        databases.setAccessible(true);
        var jobs = new JobsRegister(Executors.newFixedThreadPool(10), false);
        ((Map<String, AmazonDynamoDBLocal>) databases.get(requests))
                .put(SHARED, new LocalDBClient(new WriteAheadDatabase(file), jobs));
    }
}
