package org.catalogsync.erp.fair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;

/** An ERP that says what a test wants it to, and remembers what it was asked. */
final class ScriptedErp implements ErpExchange {
    private final int batchLimit;
    private final Function<List<Isbn>, StockAnswers> script;
    private final List<List<Isbn>> exchanges = new ArrayList<>();

    ScriptedErp(int batchLimit, Function<List<Isbn>, StockAnswers> script) {
        this.batchLimit = batchLimit;
        this.script = script;
    }

    @Override
    public int batchLimit() {
        return batchLimit;
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
        List<Isbn> asked = List.copyOf(isbns);
        synchronized (exchanges) {
            exchanges.add(asked);
        }
        return script.apply(asked);
    }

    /** Its answers take their time behind the sending. */
    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline, Runnable sent) {
        sent.run();
        return stock(isbns, deadline);
    }

    List<List<Isbn>> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }

    static StockAnswers found(List<Isbn> isbns) {
        Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
        isbns.forEach(isbn -> answers.put(isbn, found(isbn)));
        return new StockAnswers(answers, List.of());
    }

    /** As many copies as the last digits of the ISBN say, so that no answer fits another question. */
    static StockAnswer found(Isbn isbn) {
        int copies = Integer.parseInt(isbn.value().substring(6, 12));
        Stock stock = new Stock("深夜の海図", new Quantity.Known(copies), "TK01", StockStatus.IN_STOCK, 528, null, null);
        return new StockAnswer.Found(isbn, Instant.EPOCH, stock, List.of());
    }

    static StockAnswers failed(List<Isbn> isbns, FailureClass failureClass, String code) {
        Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
        Failure failure = new Failure(failureClass, code, "as the test wants it");
        isbns.forEach(isbn -> answers.put(isbn, new StockAnswer.Unavailable(isbn, Instant.EPOCH, failure)));
        return new StockAnswers(answers, List.of());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
