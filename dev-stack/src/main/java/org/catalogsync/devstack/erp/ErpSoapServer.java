package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.nio.file.Path;

/** The process of the part erp-soap. */
public final class ErpSoapServer {

    private ErpSoapServer() {}

    /** Arguments: port, file of the settings, file that tells where the ERP's database is. */
    @SuppressWarnings("resource") // it lives as long as the process
    public static void main(String[] args) throws IOException {
        ErpSimulator simulator = ErpSimulator.start(
                Integer.parseInt(args[0]), SimulatorSettings.read(Path.of(args[1])), System.getenv(), Path.of(args[2]));
        System.out.println("answers from " + simulator.description());
    }
}
