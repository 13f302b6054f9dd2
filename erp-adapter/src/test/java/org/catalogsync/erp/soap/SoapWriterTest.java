package org.catalogsync.erp.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Credentials.UsernameToken;
import org.catalogsync.erp.Secret;
import org.catalogsync.model.Isbn;
import org.junit.jupiter.api.Test;

class SoapWriterTest {
    private static final Isbn FIRST = new Isbn("9784088725093");
    private static final Isbn SECOND = new Isbn("9784065193211");
    private static final Credentials TOKEN = new Credentials(new Secret("a&b"), null);

    @Test
    void oneIsbnIsAskedWithItsWarehouse() {
        assertThat(SoapWriter.write(StockQuestion.of(List.of(FIRST, FIRST), "TK01"), TOKEN))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>"
                        + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:inv=\"http://legacy-erp.manga-store.co.jp/inventory/v1\">"
                        + "<soapenv:Header><inv:AuthToken>a&amp;b</inv:AuthToken></soapenv:Header>"
                        + "<soapenv:Body><inv:GetStockLevel><inv:ISBN>9784088725093</inv:ISBN>"
                        + "<inv:WarehouseCode>TK01</inv:WarehouseCode></inv:GetStockLevel></soapenv:Body>"
                        + "</soapenv:Envelope>");
    }

    @Test
    void severalIsbnsAreAskedAtOnce() {
        assertThat(SoapWriter.write(StockQuestion.of(List.of(FIRST, SECOND), "TK01"), TOKEN))
                .contains("<inv:GetBatchStockLevels><inv:ISBN>9784088725093</inv:ISBN>"
                        + "<inv:ISBN>9784065193211</inv:ISBN></inv:GetBatchStockLevels>")
                .doesNotContain("WarehouseCode");
    }

    @Test
    void usernameTokenGoesBesideTheToken() {
        Credentials both = new Credentials(new Secret("t"), new UsernameToken("shop", new Secret("p<w")));

        assertThat(SoapWriter.write(StockQuestion.of(List.of(FIRST), "TK01"), both))
                .contains("<inv:AuthToken>t</inv:AuthToken><wsse:Security xmlns:wsse=\"" + Names.SECURITY + "\">"
                        + "<wsse:UsernameToken><wsse:Username>shop</wsse:Username><wsse:Password Type=\""
                        + Names.PASSWORD_TEXT + "\">p&lt;w</wsse:Password></wsse:UsernameToken></wsse:Security>");
    }
}
