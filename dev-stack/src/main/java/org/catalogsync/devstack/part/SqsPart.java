package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** ElasticMQ; queues in a configuration file, messages in an H2 file. */
final class SqsPart implements Part {

    @Override
    public PartName name() {
        return PartName.SQS;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Drest-sqs.bind-hostname=127.0.0.1",
                "-Drest-sqs.bind-port=" + site.port(),
                "-Dgenerate-node-address=true",
                "-Daws.region=ap-northeast-1"));
        if (site.keepsData()) {
            options.add("-Dqueues-storage.enabled=true");
            options.add("-Dqueues-storage.path=" + site.data().resolve("queues.conf"));
            options.add("-Dmessages-storage.enabled=true");
            options.add("-Dmessages-storage.uri=jdbc:h2:file:" + site.data().resolve("messages"));
        }
        return new Jvm(Jvm.classPathOf(site), options, "org.elasticmq.server.Main", List.of()).at(site);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.ok(address, "/health");
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("AWS_ENDPOINT_URL_SQS", address.toString());
    }
}
