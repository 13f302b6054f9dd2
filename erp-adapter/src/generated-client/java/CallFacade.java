import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.erp.client.ApiClient;
import org.catalogsync.erp.client.ApiException;
import org.catalogsync.erp.client.api.InventoryApi;
import org.catalogsync.erp.client.api.StatusApi;
import org.catalogsync.erp.client.model.Item;
import org.catalogsync.erp.client.model.Items;
import org.catalogsync.erp.client.model.Query;

/**
 * Calls every operation of a running facade with the generated client and compares what they say of the same ISBNs. Arguments: the facade's address, an API key or -, and the ISBNs; without ISBNs the first pages of its list.
 */
public final class CallFacade {
    private static final int PAGE = 7;
    private static final int PAGES = 3;

    private final InventoryApi inventory;
    private final StatusApi status;
    private final Map<String, String> headers;
    private int calls;

    private CallFacade(String address, String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        inventory = new InventoryApi(client);
        status = new StatusApi(client);
        headers = key.equals("-") ? Map.of() : Map.of("X-Api-Key", key);
    }

    public static void main(String[] args) throws ApiException {
        CallFacade facade = new CallFacade(args[0], args.length > 1 ? args[1] : "-");
        List<String> isbns = List.of(args).subList(Math.min(2, args.length), args.length);
        int compared = isbns.isEmpty() ? facade.pages() : facade.compare(facade.named(isbns));
        facade.restOfIt();
        System.out.println(facade.calls + " calls of the generated client, " + compared
                + " items compared, all of them agree");
    }

    private int pages() throws ApiException {
        int compared = 0;
        String cursor = null;
        for (int page = 0; page < PAGES; page++) {
            Items items = listed(null, cursor);
            compared += compare(items.getItems());
            cursor = items.getNextCursor();
            if (cursor == null) {
                break;
            }
        }
        return compared;
    }

    private List<Item> named(List<String> isbns) throws ApiException {
        return listed(isbns, null).getItems();
    }

    private Items listed(List<String> isbns, String cursor) throws ApiException {
        calls++;
        return inventory.listStock(isbns, cursor, isbns == null ? PAGE : null, 1_500, headers);
    }

    /** One by one and as a query the same is said as in a list, but for the time of asking. */
    private int compare(List<Item> listed) throws ApiException {
        List<String> isbns = new ArrayList<>();
        listed.forEach(item -> isbns.add(item.getIsbn()));
        calls++;
        List<Item> queried = inventory.queryStock(new Query().isbns(isbns), 1_500, headers).getItems();
        check(queried.size(), listed.size());
        for (int i = 0; i < listed.size(); i++) {
            check(said(queried.get(i)), said(listed.get(i)));
            check(one(listed.get(i).getIsbn()), said(listed.get(i)));
        }
        return listed.size();
    }

    private String one(String isbn) throws ApiException {
        calls++;
        try {
            return said(inventory.getStock(isbn, 1_500, headers));
        } catch (ApiException e) {
            if (e.getCode() != 404) {
                throw e;
            }
            return isbn + " not_found null null null null null null null";
        }
    }

    private static String said(Item item) {
        return item.getIsbn() + " " + item.getOutcome() + " " + item.getTitle() + " " + item.getQuantity() + " "
                + item.getStockStatus() + " " + item.getWarehouse() + " " + item.getPriceJpy() + " "
                + item.getLastRestockDate() + " " + item.getRestockEtaDays();
    }

    private void restOfIt() throws ApiException {
        try {
            inventory.getStock("banana", null, headers);
            throw new AssertionError("banana is an ISBN");
        } catch (ApiException e) {
            check(e.getCode(), 400);
        }
        check(status.getLiveness().getStatus().getValue(), "live");
        check(status.getReadiness().getStatus().getValue(), "ready");
        check(status.getMetrics(headers).contains("erp_api_requests_total"), true);
        check(status.getOpenApi() == null, false);
        calls += 5;
    }

    private static void check(Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
