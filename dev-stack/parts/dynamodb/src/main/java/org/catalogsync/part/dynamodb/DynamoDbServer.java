package org.catalogsync.part.dynamodb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.monitoring.Telemetry;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local behind a listener on the loopback address; its own launcher listens on every interface. */
public final class DynamoDbServer {

    private DynamoDbServer() {}

    /** Arguments: port, then the folder of the database file; without a folder the data live in memory. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        boolean inMemory = args.length == 1;
        String folder = inMemory ? null : args[1];
        Telemetry.configureTelemetry("NONE", "NONE", false);

        var requests = new LocalDynamoDBRequestHandler(0, inMemory, folder, true, false);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(new LocalDynamoDBServerHandler(requests, null));
        Runtime.getRuntime().addShutdownHook(new Thread(requests::shutdown));
        server.start();
        server.join();
    }
}
