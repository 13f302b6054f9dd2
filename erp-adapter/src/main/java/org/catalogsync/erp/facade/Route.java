package org.catalogsync.erp.facade;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is. */
enum Route {
    SEVERAL("/v1/inventory", "GET"),
    QUERY("/v1/inventory/query", "POST"),
    ONE("/v1/inventory/{isbn}", "GET"),
    METRICS("/metrics", "GET"),
    OPENAPI("/openapi.json", "GET"),
    LIVE("/health/live", "GET"),
    READY("/health/ready", "GET");

    private static final List<String> INVENTORY = List.of("v1", "inventory");

    private final String template;
    private final String method;

    Route(String template, String method) {
        this.template = template;
        this.method = method;
    }

    /** The route of a path, null where there is none. */
    static @Nullable Route of(List<String> path) {
        for (Route route : values()) {
            if (path.equals(List.of(route.template.substring(1).split("/")))) {
                return route;
            }
        }
        boolean one = path.size() == 3
                && path.subList(0, 2).equals(INVENTORY)
                && !path.get(2).isBlank();
        return one ? ONE : null;
    }

    /** As the documentation and the metrics have it. */
    String template() {
        return template;
    }

    /** HEAD goes wherever GET does. */
    boolean takes(String asked) {
        return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
    }

    /** For the header Allow: the ERP has two questions and no command, so nothing here changes anything. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD, OPTIONS" : method + ", OPTIONS";
    }

    /** Whether it wants a key, where there are keys. Health and documentation cost nothing and tell nothing of the shop. */
    boolean isGuarded() {
        return switch (this) {
            case ONE, SEVERAL, QUERY, METRICS -> true;
            case OPENAPI, LIVE, READY -> false;
        };
    }

    /** Whether the ERP is asked; then the answer's form goes by what the request accepts, and it wants a place. */
    boolean isStock() {
        return switch (this) {
            case ONE, SEVERAL, QUERY -> true;
            case METRICS, OPENAPI, LIVE, READY -> false;
        };
    }
}
