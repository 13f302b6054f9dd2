package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;

/** Bedrock Runtime: our endpoint with local stand-ins for Titan Text Embeddings V2 and two chat models. It keeps no data. */
final class BedrockPart implements Part {

    @Override
    public PartName name() {
        return PartName.BEDROCK;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        return new Jvm(
                        Jvm.ownClassPath(site),
                        OwnEndpoints.JVM_OPTIONS,
                        "org.catalogsync.devstack.bedrock.BedrockServer",
                        List.of(Integer.toString(site.port())))
                .at(site);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.get(address, "/health", answer -> answer.contains("bedrock"));
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address.toString());
    }
}
