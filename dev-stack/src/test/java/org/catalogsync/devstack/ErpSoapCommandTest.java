package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.catalogsync.devstack.Commands.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the ERP's SOAP service as an operator runs them. */
class ErpSoapCommandTest {
    private static final Charset WINDOWS = Charset.forName("windows-31j");

    @TempDir
    private Path folder;

    private Path var;
    private Path catalogue;

    @BeforeEach
    void writeCatalogue() throws IOException {
        var = folder.toRealPath().resolve("var");
        catalogue = folder.resolve("export.csv");
        export("髙橋の表");
    }

    @AfterEach
    void endAll() throws Exception {
        stack("down");
        assertThat(Processes.bearing(var)).isEmpty();
    }

    @Test
    void serviceStartsWhenToldItsCatalogueFailsWhenToldToAndStartsAgainOverAnotherCatalogue() throws Exception {
        Outcome early = erp("fault", "cut");
        Outcome untold = stack("up", "erp-soap");

        assertThat(early.exitCode()).isOne();
        assertThat(early.err()).contains("does not run; ./catalog-sync erp up soap starts it");
        assertThat(untold.exitCode()).isOne();
        assertThat(untold.err()).contains("./catalog-sync erp up soap");

        Outcome up = erp("soap", "--catalogue", catalogue.toString(), "--latency", "off");
        String environment = Files.readString(var.resolve("stack.env"));
        URI endpoint = endpoint();

        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.out()).containsPattern("erp-soap .*healthy");
        assertThat(environment)
                .contains("export ERP_ENDPOINT=\"${ERP_ENDPOINT:-" + endpoint + "}\"")
                .contains("export ERP_AUTH_TOKEN=\"${ERP_AUTH_TOKEN:-catalogsyncdev}\"");
        assertThat(asked()).contains("<inv:Title>髙橋の表</inv:Title>");

        assertThat(erp("fault", "fault200", "--rate", "1").out()).contains("{\"kind\":\"fault200\",\"rate\":1.0}");
        assertThat(asked()).contains("soapenv:Server");
        assertThat(erp("stats", "--reset").out()).startsWith("{\"requests\":2,\"refused\":0,\"max_in_1000ms\":");

        assertThat(erp("soap", "--catalogue", catalogue.toString(), "--latency", "off")
                        .err())
                .doesNotContain("starting");
        export("別の表");
        assertThat(erp("soap", "--catalogue", catalogue.toString(), "--latency", "off")
                        .err())
                .contains("starting erp-soap");
        assertThat(endpoint()).isEqualTo(endpoint);
        assertThat(asked()).contains("<inv:Title>別の表</inv:Title>");
    }

    private void export(String title) throws IOException {
        Files.write(
                catalogue,
                ("ISBN,TITLE,QTY,WAREHOUSE_CD,STATUS_CD,PRICE_JPY,LAST_RESTOCK_DT,RESTOCK_ETA_DAYS\r\n9784088725093,"
                                + title + ",1,TK01,01,500,,\r\n")
                        .getBytes(WINDOWS));
    }

    private URI endpoint() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(var.resolve("stack.json")))
                .path("parts")
                .valueStream()
                .filter(part -> part.path("part").asString().equals("erp-soap"))
                .map(part -> URI.create(part.path("url").asString() + "/soap/inventory"))
                .findFirst()
                .orElseThrow();
    }

    private String asked() throws Exception {
        return SoapQuestion.asked(endpoint(), "9784088725093");
    }

    private Outcome erp(String... arguments) throws Exception {
        return new Commands("org.catalogsync.devstack.cli.ErpCommand", folder, var).run(arguments);
    }

    private Outcome stack(String... arguments) throws Exception {
        return new Commands("org.catalogsync.devstack.cli.StackCommand", folder, var).run(arguments);
    }
}
