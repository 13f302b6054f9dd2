package org.catalogsync.erp.facade.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
    private static final Accept.Offer JSON = new Accept.Offer("application", "json", Map.of("charset", "utf-8"));
    private static final Accept.Offer XML = new Accept.Offer("application", "xml", Map.of("charset", "utf-8"));
    private static final Accept.Offer CSV =
            new Accept.Offer("text", "csv", Map.of("charset", "utf-8", "header", "present"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                | json",
                "*/*                                               | json",
                "text/*                                            | csv",
                "application/*                                     | json",
                "text/csv                                          | csv",
                "TEXT/CSV                                          | csv",
                "text/csv;header=present                           | csv",
                "text/csv; header=absent                           | none",
                "application/json;charset=\"UTF-8\"                | json",
                "application/json;charset=shift_jis                | none",
                "application/json;version=2                        | none",
                "application/json;q=0.4, text/csv;q=0.5            | csv",
                "application/json;q=0.5, text/csv;q=0.5            | json",
                "text/csv;q=0.5, application/xml;q=0.50            | xml",
                "*/*, application/json;q=0                         | xml",
                "application/*;q=0.2, application/xml, */*;q=0.9   | xml",
                "application/*, application/json;q=0.1             | xml",
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8 | xml",
                "text/csv;q=1.0;ext=1                              | csv",
                "text/csv;q=0.0, */*;q=0                           | none",
                "application/pdf                                   | none",
                "text/csv;q=2                                      | none",
                "text/csv;q=, application/json;q=0.1               | json",
                "*/csv                                             | none",
                "json                                              | none",
                ", ,text/csv,                                      | csv"
            })
    void takesTheHeaviestByTheMostSpecificRange(String header, String expected) {
        Accept.Offer best = Accept.of(List.of(header)).best(List.of(JSON, XML, CSV));

        assertThat(best == null ? "none" : best.subtype()).isEqualTo(expected);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(Accept.of(List.of("application/json;q=0.1", "text/csv")).best(List.of(JSON, XML, CSV)))
                .isEqualTo(CSV);
        assertThat(Accept.of(List.of()).best(List.of(JSON, XML, CSV))).isEqualTo(JSON);
    }
}
