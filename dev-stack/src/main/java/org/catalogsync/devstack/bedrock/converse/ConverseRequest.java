package org.catalogsync.devstack.bedrock.converse;

import java.util.List;
import org.catalogsync.devstack.http.ApiError;

/**
 * A request that is fit to be answered.
 *
 * @param system its texts, a line each
 * @param user the texts of the last message
 * @param maxTokens of the whole answer, thoughts included
 * @param stopSequences before which the answer ends
 * @param inputTokens of everything that was sent
 */
record ConverseRequest(
        String system, String user, int maxTokens, List<String> stopSequences, boolean thinks, int inputTokens) {

    /** As Bedrock refuses what nobody could answer. */
    static ApiError invalid(String message) {
        return new ApiError(400, "ValidationException", message);
    }
}
