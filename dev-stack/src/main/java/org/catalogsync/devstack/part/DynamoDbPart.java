package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** DynamoDB Local, Amazon's own, on one SQLite file. */
final class DynamoDbPart implements Part {

    @Override
    public PartName name() {
        return PartName.DYNAMODB;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(site.port())));
        if (site.keepsData()) {
            arguments.add(site.data().toString());
        }
        return new Jvm(
                        Jvm.classPathOf(site),
                        List.of("-Xms128m", "-Xmx768m", "-XX:+UseSerialGC"),
                        "org.catalogsync.part.dynamodb.DynamoDbServer",
                        arguments)
                .at(site);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.get(address, "/", answer -> answer.contains("dynamodb"));
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("AWS_ENDPOINT_URL_DYNAMODB", address.toString());
    }
}
