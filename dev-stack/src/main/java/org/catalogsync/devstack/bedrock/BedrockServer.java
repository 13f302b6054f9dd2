package org.catalogsync.devstack.bedrock;

import java.io.IOException;
import org.catalogsync.devstack.http.JsonServer;

/** The Bedrock part's process. */
public final class BedrockServer {

    private BedrockServer() {}

    /** Argument: port. */
    public static void main(String[] args) throws IOException {
        BedrockRuntimeApi api = new BedrockRuntimeApi();
        JsonServer.serve(Integer.parseInt(args[0]), "bedrock", "application/json", api::answer);
    }
}
