package org.catalogsync.devstack.bedrock;

import java.io.IOException;

/** The Bedrock part's process. */
public final class BedrockServer {

    private BedrockServer() {}

    /** Argument: port. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (BedrockRuntime runtime = BedrockRuntime.start(Integer.parseInt(args[0]))) {
            runtime.join();
        }
    }
}
