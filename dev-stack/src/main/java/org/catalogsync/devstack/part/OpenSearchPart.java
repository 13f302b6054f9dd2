package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.process.Launch;
import org.catalogsync.devstack.process.Ports;

/** One OpenSearch node with k-NN (engine {@code lucene}) and kuromoji. */
final class OpenSearchPart implements Part {

    @Override
    public PartName name() {
        return PartName.OPENSEARCH;
    }

    @Override
    public Launch launch(Site site) throws IOException {
        List<String> classPath = new ArrayList<>(Jvm.classPathOf(site));
        classPath.add(site.root().resolve("dev-stack/parts/opensearch/target/knn") + "/*");
        return new Jvm(
                        classPath,
                        List.of(
                                "-Xms512m",
                                "-Xmx1g",
                                // Without it, vectors are compared four times slower.
                                "--add-modules=jdk.incubator.vector"),
                        "org.catalogsync.part.opensearch.OpenSearchNode",
                        List.of(site.data().toString(), Integer.toString(site.port()), Integer.toString(Ports.free())))
                .at(site);
    }

    /** After a restart the shards come back one by one; a node that answers before that would answer with too few hits. */
    @Override
    public boolean answers(URI address) {
        return Probe.ok(address, "/_cluster/health?wait_for_status=yellow&timeout=1s");
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("OPENSEARCH_URL", address.toString());
    }
}
