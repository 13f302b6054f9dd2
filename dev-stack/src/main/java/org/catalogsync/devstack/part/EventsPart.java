package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** EventBridge: our endpoint over Amazon's own matching engine; rules in a file. */
final class EventsPart implements Part {

    @Override
    public PartName name() {
        return PartName.EVENTS;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        return new Jvm(
                        Jvm.ownClassPath(site),
                        OwnEndpoints.JVM_OPTIONS,
                        "org.catalogsync.devstack.events.EventBridgeServer",
                        List.of(
                                Integer.toString(site.port()),
                                site.data().resolve("buses.json").toString(),
                                site.stackFile().toString()))
                .at(site);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.get(address, "/health", answer -> answer.contains("eventbridge"));
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("AWS_ENDPOINT_URL_EVENTBRIDGE", address.toString());
    }
}
