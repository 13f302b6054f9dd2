package org.catalogsync.erp.facade.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.catalogsync.erp.facade.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.xml.XmlMapper;
import tools.jackson.dataformat.xml.XmlWriteFeature;

/** Items as bytes in UTF-8. */
final class Written {
    private static final XmlMapper XML = XmlMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(any -> any.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(XmlWriteFeature.WRITE_XML_DECLARATION)
            .build();

    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "isbn",
                    "outcome",
                    "title",
                    "quantity",
                    "stock_status",
                    "warehouse",
                    "price_jpy",
                    "last_restock_date",
                    "restock_eta_days",
                    "code",
                    "retry_after_seconds",
                    "as_of",
                    "source")
            .get();

    private Written() {}

    static byte[] json(Content content) {
        return Json.mapper().writeValueAsBytes(content);
    }

    static byte[] xml(Content content) {
        return XML.writer()
                .withRootName(content instanceof Item ? "item" : "inventory")
                .writeValueAsBytes(content);
    }

    static byte[] csv(Content content) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            for (Item item : content.rows()) {
                printer.printRecord(fields(item));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes everything", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<@Nullable Object> fields(Item item) {
        return Stream.<@Nullable Object>of(
                item.isbn(),
                item.outcome(),
                item.title(),
                item.quantity(),
                item.stockStatus(),
                item.warehouse(),
                item.priceJpy(),
                item.lastRestockDate(),
                item.restockEtaDays(),
                item.code(),
                item.retryAfterSeconds(),
                item.asOf(),
                item.source());
    }
}
