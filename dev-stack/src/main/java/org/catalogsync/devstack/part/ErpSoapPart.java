package org.catalogsync.devstack.part;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.erp.ErpSimulator;
import org.catalogsync.devstack.erp.SimulatorSettings;
import org.catalogsync.devstack.process.Launch;

/** The ERP's SOAP service: our simulator, as the settings in its folder have it. */
final class ErpSoapPart implements Part {

    @Override
    public PartName name() {
        return PartName.ERP_SOAP;
    }

    @Override
    public void require(Site site) throws MissingPrerequisite, IOException {
        Path file = settingsFile(site);
        if (!Files.exists(file)) {
            throw new MissingPrerequisite("The part erp-soap needs to be told its catalogue;"
                    + " ./catalog-sync erp up soap starts it over a generated one");
        }
        String catalogue = SimulatorSettings.read(file).catalogue();
        if (!catalogue.equals(SimulatorSettings.DATABASE) && !Files.isReadable(Path.of(catalogue))) {
            throw new MissingPrerequisite("The part erp-soap finds no catalogue " + catalogue
                    + "; ./catalog-sync erp up soap starts it over a generated one");
        }
    }

    @Override
    public Launch launch(Site site) throws IOException {
        List<String> options = new ArrayList<>(OwnEndpoints.JVM_OPTIONS);
        options.add("-Djdk.httpserver.maxConnections=1000");
        // Seconds; a question that never ends would hold its place for ever.
        options.add("-Dsun.net.httpserver.maxReqTime=30");
        return new Jvm(
                        Jvm.ownClassPath(site),
                        options,
                        "org.catalogsync.devstack.erp.ErpSoapServer",
                        List.of(
                                Integer.toString(site.port()),
                                settingsFile(site).toString(),
                                site.stackFile().toString()))
                .at(site);
    }

    @Override
    public boolean answers(URI address) {
        return Probe.get(address, "/health", answer -> answer.contains("erp-soap"));
    }

    @Override
    public Map<String, String> settings(URI address) {
        return Map.of("ERP_ENDPOINT", address + "/soap/inventory", "ERP_AUTH_TOKEN", ErpSimulator.TOKEN);
    }

    private static Path settingsFile(Site site) {
        return site.data().resolve(SimulatorSettings.FILE);
    }
}
