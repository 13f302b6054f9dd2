package org.catalogsync.erp;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the ERP is and how it is talked to, from ordinary environment variables; validated at start-up. Secrets are no part of it: see {@link Credentials}.
 *
 * @param endpoint {@code ERP_ENDPOINT}, the SOAP endpoint; https, unless it is on this machine or {@code ERP_ALLOW_HTTP} is true, since the token travels in it
 * @param warehouse {@code ERP_WAREHOUSE}, the warehouse that answers for the shop; default TK01
 * @param batchWarehouse {@code ERP_BATCH_WAREHOUSE}, the warehouse that the ERP's batch operation, which takes none, speaks of; default TK01
 * @param charset {@code ERP_CHARSET}, the charset of answers, whatever they say of themselves; absent by default
 * @param connectTimeout {@code ERP_CONNECT_TIMEOUT} (ISO-8601), for the connection alone; default PT1S
 * @param timeout {@code ERP_TIMEOUT} (ISO-8601), the longest that one exchange may take if the caller would wait longer; default PT5S
 * @param connections {@code ERP_CONNECTIONS}, exchanges at once from this process; default 20
 * @param limits {@code ERP_MAX_ANSWER_BYTES} within {@link AnswerLimits#DEFAULT}; default 1048576
 * @param validation {@code ERP_SCHEMA_VALIDATION}, whether questions and answers are held against the contract's schema; default false
 * @param fairness how the ERP is spared
 */
public record ErpSettings(
        URI endpoint,
        String warehouse,
        String batchWarehouse,
        @Nullable Charset charset,
        Duration connectTimeout,
        Duration timeout,
        int connections,
        AnswerLimits limits,
        boolean validation,
        Fairness fairness) {

    /** Reads and checks the settings; throws {@link InvalidSettings} with every variable that cannot be used. */
    public static ErpSettings fromEnvironment(Map<String, String> environment) {
        return new SettingsReader(environment).settings();
    }

    /** The defaults, for an endpoint. */
    public static ErpSettings of(URI endpoint) {
        return fromEnvironment(Map.of("ERP_ENDPOINT", endpoint.toString()));
    }
}
