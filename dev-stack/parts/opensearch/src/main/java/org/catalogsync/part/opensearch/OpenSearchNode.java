package org.catalogsync.part.opensearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.PluginInfo;

/**
 * One OpenSearch node with k-NN and kuromoji from the class path.
 *
 * <p>The distribution loads plugins from unpacked folders with class loaders of their own; {@link Node}'s protected
 * constructor takes them from the class path, which is all that a single node of one release needs.
 */
public final class OpenSearchNode extends Node {

    private static final String PAINLESS = "org.opensearch.painless.PainlessModulePlugin";

    private static final List<String> MODULES = List.of(
            "org.opensearch.transport.Netty4ModulePlugin",
            "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
            PAINLESS,
            "org.opensearch.index.mapper.MapperExtrasModulePlugin",
            "org.opensearch.index.reindex.ReindexModulePlugin",
            "org.opensearch.ingest.common.IngestCommonModulePlugin",
            "org.opensearch.script.mustache.MustacheModulePlugin",
            "org.opensearch.plugin.analysis.kuromoji.AnalysisKuromojiPlugin");

    private OpenSearchNode(Environment environment, Collection<PluginInfo> plugins) {
        super(environment, plugins, false);
    }

    /** Arguments: folder of the node, HTTP port, transport port. */
    public static void main(String[] args) throws IOException, NodeValidationException, InterruptedException {
        Path home = Path.of(args[0]);
        Path config = Files.createDirectories(home.resolve("config"));
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings(home, args[1], args[2]), Map.of(), config, () -> "node");

        OpenSearchNode node = new OpenSearchNode(environment, plugins());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(node)));
        node.start();
        Thread.currentThread().join();
    }

    private static Settings settings(Path home, String httpPort, String transportPort) {
        return Settings.builder()
                .put("path.home", home)
                .put("path.data", home.resolve("data"))
                .put("path.logs", home.resolve("logs"))
                .put("cluster.name", "catalog-sync")
                .put("node.name", "node")
                .putList("node.roles", "cluster_manager", "data", "ingest")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", httpPort)
                .put("transport.port", transportPort)
                .put("http.type", "netty4")
                .put("transport.type", "netty4")
                // A developer's disk is often fuller than the 85 % at which a cluster stops allocating shards.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("action.destructive_requires_name", true)
                .build();
    }

    private static List<PluginInfo> plugins() {
        List<PluginInfo> plugins = new java.util.ArrayList<>();
        MODULES.forEach(name -> plugins.add(plugin(name, List.of())));
        plugins.add(plugin("org.opensearch.knn.plugin.KNNPlugin", List.of(PAINLESS)));
        return plugins;
    }

    private static PluginInfo plugin(String className, List<String> extended) {
        return new PluginInfo(className, "from the class path", "NA", Version.CURRENT, "21", className, null, extended, false);
    }

    private static void closeQuietly(Node node) {
        try {
            node.close();
        } catch (IOException e) {
            System.err.println("OpenSearch did not close cleanly: " + e);
        }
    }
}
