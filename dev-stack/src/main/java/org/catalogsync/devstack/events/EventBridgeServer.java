package org.catalogsync.devstack.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.catalogsync.devstack.http.JsonServer;

/** The EventBridge part's process. */
public final class EventBridgeServer {

    private EventBridgeServer() {}

    /** Arguments: port, file of the buses and rules, file that tells where SQS is. */
    public static void main(String[] args) throws IOException {
        Clock clock = Clock.systemUTC();
        Buses buses = Buses.in(Path.of(args[1]));
        Delivery delivery = new Delivery(new SqsAddress(Path.of(args[2])));
        Archives archives = Archives.in(Path.of(args[1]).resolveSibling("archives"));
        Replays replays = Replays.in(Path.of(args[1]).resolveSibling("replays.json"), buses, archives, delivery, clock);
        EventBridgeApi api = new EventBridgeApi(
                buses,
                new PutEvents(buses, delivery, archives, clock),
                new ArchiveApi(buses, archives, replays, clock));
        JsonServer.serve(Integer.parseInt(args[0]), "eventbridge", "application/x-amz-json-1.1", api::answer);
    }
}
