package org.catalogsync.erp.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.catalogsync.erp.Erp;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/** The documentation: valid, in agreement with the ERP's contract, and with what is really answered ({@link Api} holds every answer of the tests against it). */
class OpenApiTest {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";

    private final Documented documented = Documented.bundled();
    private final JsonNode document = documented.document();

    @Test
    void isAValidDocument() {
        SwaggerParseResult result = new OpenAPIV3Parser()
                .readContents(new String(OpenApi.bundled().bytes(), StandardCharsets.UTF_8), null, null);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(result.getOpenAPI().getPaths()).hasSize(Route.values().length);
    }

    @Test
    void isServedAsItIs() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            Api.Answer answer = fixture.api.get("/openapi.json");

            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.json()).isEqualTo(document);
        }
    }

    @Test
    void hasEveryRouteWithItsMethod() {
        for (Route route : Route.values()) {
            JsonNode operations = document.path("paths").path(route.template());
            assertThat(operations.propertyNames())
                    .as(route.template())
                    .hasSize(1)
                    .allSatisfy(method -> assertThat(route.takes(method.toUpperCase(java.util.Locale.ROOT)))
                            .isTrue());
        }
    }

    @Test
    void everyFieldOfTheErpHasItsPropertyAndNoOtherSaysItIsTheErps() throws Exception {
        Set<String> properties = new TreeSet<>();
        Set<String> ours = new TreeSet<>();
        document.at("/components/schemas/Item/properties").forEachEntry((name, property) -> {
            if (property.has("x-erp-field")) {
                assertThat(properties.add(property.path("x-erp-field").asString()))
                        .isTrue();
            } else {
                ours.add(name);
            }
        });

        assertThat(properties).isEqualTo(fieldsOfAStockItem());
        assertThat(ours).containsExactly("as_of", "code", "outcome", "retry_after_seconds", "source");
    }

    @Test
    void formsOfIsbnAndWarehouseAreThoseOfTheContract() throws Exception {
        JsonNode properties = document.at("/components/schemas/Item/properties");

        assertThat(properties.at("/isbn/pattern").asString()).isEqualTo("^" + pattern("Isbn13") + "$");
        assertThat(properties.at("/warehouse/pattern").asString()).isEqualTo("^" + pattern("WarehouseCode") + "$");
    }

    @Test
    void whatTheContractRequiresIsRequiredAndWhatItDoesNotMayBeAbsent() throws Exception {
        List<String> required = new ArrayList<>();
        document.at("/components/schemas/Item/properties").forEachEntry((name, property) -> {
            boolean asked = document.at("/components/schemas/Item/required")
                    .valueStream()
                    .anyMatch(one -> one.asString().equals(name));
            if (asked && property.has("x-erp-field")) {
                required.add(property.path("x-erp-field").asString());
            }
        });

        assertThat(required).containsExactlyElementsOf(requiredFieldsOfAStockItem());
    }

    @Test
    void itemThatIsFullHasEveryPropertyOfTheErpAndNoOtherThanDocumented() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            fixture.erp.has("9784088725093", ScriptedErp.everything());

            JsonNode item = fixture.api.get("/v1/inventory/9784088725093").json();

            document.at("/components/schemas/Item/properties").forEachEntry((name, property) -> {
                if (property.has("x-erp-field")) {
                    assertThat(item.has(name)).as(name).isTrue();
                }
            });
        }
    }

    @Test
    void csvHasTheSameNamesInTheSameOrder() {
        try (FacadeFixture fixture = FacadeFixture.with(Map.of())) {
            String header = fixture.api
                    .get("/v1/inventory?isbn=9784088725093", "Accept", "text/csv")
                    .body()
                    .lines()
                    .findFirst()
                    .orElseThrow();

            assertThat(List.of(header.split(",")))
                    .containsExactlyElementsOf(
                            document.at("/components/schemas/Item/properties").propertyNames());
        }
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<String> checked = new ArrayList<>();
        checkExamples(document, checked);

        assertThat(checked).hasSizeGreaterThan(25);
    }

    private void checkExamples(JsonNode node, List<String> checked) {
        if (node.has("schema") && node.path("examples").isObject()) {
            node.path("examples").forEachEntry((name, example) -> {
                documented.checkJson(node.path("schema"), example.path("value"));
                checked.add(name);
            });
        }
        if (node.has("schema") && node.has("example")) {
            documented.checkJson(node.path("schema"), node.path("example"));
            checked.add("example");
        }
        node.forEach(child -> checkExamples(child, checked));
    }

    @Test
    void everyPropertyIsDescribedAndTyped() {
        document.path("components").path("schemas").forEachEntry((name, schema) -> {
            assertThat(schema.path("description").asString()).as(name).isNotBlank();
            schema.path("properties").forEachEntry((property, type) -> {
                assertThat(type.path("description").asString()).as(property).isNotBlank();
                assertThat(type.has("type")).as(property).isTrue();
            });
        });
    }

    private static Set<String> fieldsOfAStockItem() throws Exception {
        Set<String> names = new TreeSet<>();
        for (Element element : elements(stockItem())) {
            names.add(element.getAttribute("name"));
        }
        return names;
    }

    private static List<String> requiredFieldsOfAStockItem() throws Exception {
        return elements(stockItem()).stream()
                .filter(element -> !element.getAttribute("minOccurs").equals("0"))
                .map(element -> element.getAttribute("name"))
                .toList();
    }

    private static Element stockItem() throws Exception {
        return named("complexType", "StockItem");
    }

    private static String pattern(String simpleType) throws Exception {
        Element pattern = (Element) named("simpleType", simpleType)
                .getElementsByTagNameNS(XS, "pattern")
                .item(0);
        return pattern.getAttribute("value");
    }

    private static Element named(String kind, String name) throws Exception {
        NodeList types = contract().getElementsByTagNameNS(XS, kind);
        for (int i = 0; i < types.getLength(); i++) {
            Element type = (Element) types.item(i);
            if (type.getAttribute("name").equals(name)) {
                return type;
            }
        }
        throw new AssertionError("the contract has no " + kind + " " + name);
    }

    private static List<Element> elements(Element type) {
        NodeList elements = type.getElementsByTagNameNS(XS, "element");
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            all.add((Element) elements.item(i));
        }
        return all;
    }

    private static Document contract() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try (InputStream xsd = Objects.requireNonNull(Erp.class.getResourceAsStream("soap/inventory.xsd"))) {
            return factory.newDocumentBuilder().parse(xsd);
        }
    }
}
