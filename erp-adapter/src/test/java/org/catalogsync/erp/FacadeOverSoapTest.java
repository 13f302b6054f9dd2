package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.catalogsync.erp.facade.Api;
import org.catalogsync.erp.facade.Facade;
import org.catalogsync.erp.facade.FacadeSettings;
import org.catalogsync.erp.soap.Documents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From REST to SOAP in Shift_JIS and back, with nothing in between that is not the real thing. */
class FacadeOverSoapTest {
    private final ErpServer server = new ErpServer();
    private final Erp erp = Erp.open(
            ErpSettings.of(server.endpoint()), CredentialSource.fixed(new Credentials(new Secret("tok-3n"), null)));
    private final Facade facade = FacadeOverSoapTest.open(erp);
    private final Api api = new Api(facade.address());

    private static Facade open(Erp erp) {
        try {
            return Facade.open(
                    FacadeSettings.from(Map.of("ERP_API_DEADLINE", "PT30S"), "127.0.0.1", 0), erp, null, Map::of);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        server.close();
        api.close();
        facade.close();
        erp.close();
    }

    @Test
    void titleInTheErpsCharsetArrivesInUtf8() {
        server.answer(200, "text/xml; charset=Shift_JIS", Documents.answer("single.xml"));

        Api.Answer json = api.get("/v1/inventory/978-4-08-872509-3");
        Api.Answer csv = api.get("/v1/inventory/9784088725093", "Accept", "text/csv");

        assertThat(json.status()).isEqualTo(200);
        assertThat(json.json().path("title").asString()).isEqualTo(Documents.TITLE);
        assertThat(json.json().path("quantity").asInt()).isEqualTo(12);
        assertThat(json.json().path("last_restock_date").asString()).isEqualTo("2025-03-01");
        assertThat(csv.body()).contains("," + Documents.TITLE + ",12,in_stock,TK01,1234,2025-03-01,3,");
    }

    @Test
    void batchIsOneExchangeAndJudgedRowByRow() {
        server.answer(200, "text/xml; charset=Shift_JIS", Documents.answer("batch.xml"));

        Api.Answer answer = api.get("/v1/inventory?isbn=9784088725093&isbn=9784065193211&isbn=9784041026229"
                + "&isbn=9784101010014&isbn=9784062748681");

        assertThat(answer.json().path("items").valueStream())
                .extracting(item -> item.path("outcome").asString() + " "
                        + item.path("quantity").asString("unknown") + " "
                        + item.path("title").asString("no title"))
                .element(4)
                .isEqualTo("unreadable unknown no title");
        assertThat(answer.json().at("/items/3").has("quantity")).isFalse();
        assertThat(answer.json().at("/items/2").has("title")).isFalse();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void faultOfTheErpIsAnOutageWithoutItsWords() {
        server.answer(500, "text/xml", Documents.fault("e:Server", "ORA-01034 on erp-db-7, tok-3n"));

        Api.Answer answer = api.get("/v1/inventory/9784088725093");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("fault_server");
        assertThat(answer.body()).doesNotContain("ORA-01034").doesNotContain("tok-3n");
    }
}
