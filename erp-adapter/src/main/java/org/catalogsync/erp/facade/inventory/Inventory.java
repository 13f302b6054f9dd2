package org.catalogsync.erp.facade.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.Request;
import org.catalogsync.erp.facade.http.Response;
import org.catalogsync.erp.facade.http.WrongValue;
import org.catalogsync.erp.facade.status.Observed;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** Stock by ISBN. Everything about a request is checked before the ERP is asked. */
public final class Inventory {
    /** Bytes of a query's body; a hundred ISBNs in any written form have a tenth of it. */
    public static final int LARGEST_QUERY = 64 * 1024;

    private static final int PAGE = 20;
    private static final int LONGEST_PAGE = Isbns.MOST;
    private static final Set<String> PAGING = Set.of("cursor", "limit");

    private final Lookup lookup;
    private final Observed observed;
    private final Duration longest;
    private final @Nullable IsbnList list;

    /**
     * Over an ERP, which stays the caller's.
     *
     * @param longest how long a request may take where it does not want less
     * @param list what is paged over, null for nothing
     */
    public Inventory(Erp erp, Observed observed, Duration longest, @Nullable IsbnList list) {
        this.lookup = new Lookup(erp);
        this.observed = observed;
        this.longest = longest;
        this.list = list;
    }

    /** {@code GET /v1/inventory/{isbn}}. */
    public Response one(Request request) {
        Form.Chosen form = Form.accepted(request);
        Deadline deadline = deadline(request);
        expectParameters(request, Set.of());
        Isbn isbn = Isbns.one(request.path().getLast());
        return switch (ask(List.of(isbn), deadline).getFirst()) {
            case StockAnswer.Found found -> form.response(Item.of(found));
            case StockAnswer.NotFound notFound -> Response.of(Refusals.notFound(notFound));
            case StockAnswer.Unavailable unavailable -> Response.of(Refusals.unavailable(unavailable));
            case StockAnswer.Unreadable unreadable -> Response.of(Refusals.unreadable(unreadable));
        };
    }

    /** {@code GET /v1/inventory}: the ISBNs that are named, else a page of the list. */
    public Response several(Request request) {
        Form.Chosen form = Form.accepted(request);
        Deadline deadline = deadline(request);
        List<String> named = request.query().get("isbn");
        if (named == null) {
            expectParameters(request, PAGING);
            return page(request, form, deadline);
        }
        expectParameters(request, Set.of("isbn"));
        return items(Isbns.several("isbn", named), null, form, deadline);
    }

    /** {@code POST /v1/inventory/query}: as many as in the other form, for those whose addresses may not be so long. The body has been received. */
    public Response query(Request request) {
        Form.Chosen form = Form.accepted(request);
        Deadline deadline = deadline(request);
        expectParameters(request, Set.of());
        return items(QueryBody.isbns(request), null, form, deadline);
    }

    private Response page(Request request, Form.Chosen form, Deadline deadline) {
        if (list == null) {
            throw new Refused(Problem.of(
                    501,
                    "no_list",
                    "the ERP cannot list its keys; pages are there where the facade is started with --isbns FILE."
                            + " isbn=… asks for ISBNs that are known"));
        }
        int limit = limit(request);
        String cursor = parameter(request, "cursor");
        IsbnList.Page page = list.after(cursor.isEmpty() ? null : Cursor.read(cursor), limit);
        if (!page.more()) {
            return items(page.isbns(), null, form, deadline);
        }
        String next = Cursor.behind(page.isbns().getLast());
        Response response = items(page.isbns(), next, form, deadline);
        // Who goes on from a page that could not be told would miss it.
        return response.status() == 200
                ? response.with("Link", "</v1/inventory?cursor=" + next + "&limit=" + limit + ">; rel=\"next\"")
                : response;
    }

    private Response items(List<Isbn> isbns, @Nullable String next, Form.Chosen form, Deadline deadline) {
        List<StockAnswer> answers = ask(isbns, deadline);
        List<Failure> failures = new ArrayList<>();
        for (StockAnswer answer : answers) {
            if (answer instanceof StockAnswer.Unavailable unavailable) {
                failures.add(unavailable.failure());
            }
        }
        if (!answers.isEmpty() && failures.size() == answers.size()) {
            return Response.of(Refusals.unavailable(failures));
        }
        return form.response(new Items(answers.stream().map(Item::of).toList(), next));
    }

    private List<StockAnswer> ask(List<Isbn> isbns, Deadline deadline) {
        List<StockAnswer> answers = lookup.of(isbns, deadline);
        answers.forEach(observed::note);
        return answers;
    }

    /** What the caller has left, and never more than ours. */
    private Deadline deadline(Request request) {
        String text = request.header("X-Deadline-Ms");
        if (text == null) {
            return Deadline.in(longest);
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw Refused.value(
                    "invalid_header", new WrongValue("X-Deadline-Ms", text, "milliseconds from 1", "something else"));
        }
        return Deadline.in(Duration.ofMillis(Integer.parseInt(text))).atMost(longest);
    }

    private static int limit(Request request) {
        String text = parameter(request, "limit");
        if (text.isEmpty()) {
            return PAGE;
        }
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LONGEST_PAGE) {
                return limit;
            }
        }
        throw Refused.value(
                "invalid_parameter", new WrongValue("limit", text, "1 to " + LONGEST_PAGE, "something else"));
    }

    /** A parameter that may come once, empty where it does not. */
    private static String parameter(Request request, String name) {
        List<String> values = request.query().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refused(
                    Problem.of(400, "invalid_parameter", name + ": expected once, found " + values.size() + " times"));
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** A misspelt parameter is told: without a word it would give another answer than what was asked for. */
    private static void expectParameters(Request request, Set<String> expected) {
        for (String name : request.query().keySet()) {
            if (!expected.contains(name)) {
                throw Refused.value(
                        "invalid_parameter",
                        new WrongValue(
                                "the query's parameters",
                                name,
                                expected.isEmpty()
                                        ? "none"
                                        : String.join(
                                                " and ",
                                                expected.stream().sorted().toList()),
                                "another name, or one that does not go with the others"));
            }
        }
    }
}
