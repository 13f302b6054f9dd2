package org.catalogsync.erp.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import org.catalogsync.erp.CredentialSource;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Deadline;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.erp.fair.ErpExchange;
import org.catalogsync.erp.stock.Matching;
import org.catalogsync.erp.transport.Exchange;
import org.catalogsync.erp.transport.SoapMessage;
import org.catalogsync.erp.transport.Transport;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ERP by SOAP. Each call is one exchange or none; whatever came of it is an answer for each ISBN. Keeps no state but what its transport keeps. */
public final class SoapErp implements ErpExchange {
    private static final Logger LOG = LoggerFactory.getLogger(SoapErp.class);

    private final Transport transport;
    private final ErpSettings settings;
    private final CredentialSource credentials;
    private final InstantSource clock;
    private final SoapReader reader;
    private final @Nullable Contract contract;

    private SoapErp(Transport transport, ErpSettings settings, CredentialSource credentials, InstantSource clock) {
        this.transport = transport;
        this.settings = settings;
        this.credentials = credentials;
        this.clock = clock;
        this.contract = settings.validation() ? Contract.bundled() : null;
        this.reader = new SoapReader(settings.limits(), settings.charset(), contract);
    }

    /** Over any transport, which closes with it. */
    public static SoapErp over(
            Transport transport, ErpSettings settings, CredentialSource credentials, InstantSource clock) {
        return new SoapErp(transport, settings, credentials, clock);
    }

    /** One where the shop's warehouse is not the one that batches are about: the batch operation takes no warehouse. */
    @Override
    public int batchLimit() {
        return settings.warehouse().equals(settings.batchWarehouse()) ? StockQuestion.MOST : 1;
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline) {
        return stock(isbns, deadline, () -> {});
    }

    @Override
    public StockAnswers stock(Collection<Isbn> isbns, Deadline deadline, Runnable sent) {
        StockQuestion question = StockQuestion.of(isbns, settings.warehouse());
        if (question.isbns().size() > batchLimit()) {
            throw new IllegalArgumentException(batchLimit() + " ISBNs at most in one call, not "
                    + question.isbns().size());
        }
        try {
            return ask(question, deadline, sent);
        } finally {
            sent.run();
        }
    }

    private StockAnswers ask(StockQuestion question, Deadline callers, Runnable told) {
        Asked asked = new Asked(question, clock.instant());
        Deadline deadline = callers.atMost(settings.timeout());
        if (deadline.isOver()) {
            return told(
                    asked,
                    asked.unavailable(new Failure(
                            FailureClass.RETRYABLE,
                            "deadline_over",
                            "the deadline was over before the ERP was asked")));
        }
        return told(asked, exchange(asked, deadline, told));
    }

    private StockAnswers exchange(Asked asked, Deadline deadline, Runnable told) {
        Credentials sent;
        try {
            sent = credentials.current(deadline);
        } catch (RuntimeException e) {
            // Only what kind of failure it was: its message is another system's, and it is about secrets.
            return asked.unavailable(new Failure(
                    FailureClass.RETRYABLE,
                    "credentials_unavailable",
                    "no credentials: " + e.getClass().getSimpleName()));
        }
        SoapMessage message;
        try {
            message = message(asked.question(), sent);
        } catch (UnencodableText e) {
            return asked.unavailable(new Failure(FailureClass.AUTH, "credentials_unencodable", said(e)));
        }
        return judged(asked, sent, transport.post(message, deadline, told));
    }

    private SoapMessage message(StockQuestion question, Credentials sent) {
        String envelope = SoapWriter.write(question, sent);
        if (contract != null) {
            checkOwn(contract, envelope);
        }
        return new SoapMessage(
                question.operation().action(),
                "text/xml; charset=" + SoapWriter.CHARSET,
                OutboundText.encode(envelope));
    }

    private void checkOwn(Contract schema, String envelope) {
        try {
            schema.check(envelope, settings.limits());
        } catch (RefusedXml | XMLStreamException e) {
            throw new IllegalStateException("our own question breaks the contract: " + e.getMessage());
        }
    }

    private static String said(RuntimeException e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    private StockAnswers judged(Asked asked, Credentials sent, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Broken broken -> asked.unavailable(Failures.of(broken));
            case Exchange.TooLarge large
            when large.status() / 100 != 2 ->
                failed(asked, sent, Failures.ofStatus(large.status(), large.retryAfter(), "more than is read"));
            case Exchange.TooLarge large ->
                asked.unreadable(new Finding(
                        Finding.Kind.LIMIT_EXCEEDED,
                        "the body",
                        "more than " + large.limit() + " bytes",
                        large.limit() + " bytes at most"));
            case Exchange.Answered answer -> answered(asked, sent, answer);
        };
    }

    /** A fault first, at whatever status: SOAP 1.1 sends it with 500, and this ERP sometimes with 200. */
    private StockAnswers answered(Asked asked, Credentials sent, Exchange.Answered answer) {
        SoapAnswer content = reader.read(answer.body(), answer.contentType());
        if (content instanceof SoapAnswer.Faulted faulted) {
            return failed(asked, sent, Failures.ofFault(faulted.fault(), answer.status(), answer.retryAfter(), sent));
        }
        if (answer.status() / 100 != 2) {
            return failed(asked, sent, Failures.ofStatus(answer.status(), answer.retryAfter(), described(content)));
        }
        return switch (content) {
            case SoapAnswer.Rows rows ->
                Matching.answers(
                        asked.question().isbns(), rows.items(), settings.warehouse(), asked.at(), rows.notices());
            case SoapAnswer.Refused refused -> asked.unreadable(refused.finding());
            case SoapAnswer.Faulted faulted -> throw new IllegalStateException("told above");
        };
    }

    /** What was in a body, in words of ours: an error page may repeat what was sent to it. */
    private static String described(SoapAnswer content) {
        return switch (content) {
            case SoapAnswer.Rows rows -> "an answer of " + rows.items().size() + " rows";
            case SoapAnswer.Refused refused ->
                "no envelope (" + refused.finding().kind().id() + ")";
            case SoapAnswer.Faulted faulted -> "a fault";
        };
    }

    private StockAnswers failed(Asked asked, Credentials sent, Failure failure) {
        if (failure.failureClass() == FailureClass.AUTH) {
            credentials.refused(sent);
        }
        return asked.unavailable(failure);
    }

    /** One line for what is worth one. Titles and tokens are in none. */
    private StockAnswers told(Asked asked, StockAnswers answers) {
        long lost = answers.byIsbn().values().stream()
                .filter(answer -> answer.failureClass() != null)
                .count();
        if (lost > 0 || !answers.notices().isEmpty()) {
            LOG.warn(
                    "{} of {}: {} without an answer{}, notices {}; {} ms",
                    asked.question().operation().element(),
                    asked.question().isbns(),
                    lost,
                    reason(answers),
                    answers.notices(),
                    Duration.between(asked.at(), clock.instant()).toMillis());
        }
        return answers;
    }

    private static String reason(StockAnswers answers) {
        for (StockAnswer answer : answers.byIsbn().values()) {
            if (answer instanceof StockAnswer.Unavailable unavailable) {
                Failure failure = unavailable.failure();
                return ", " + failure.failureClass() + " " + failure.code() + ", " + failure.message();
            }
            if (answer instanceof StockAnswer.Unreadable unreadable) {
                return ", " + unreadable.problems().getFirst();
            }
        }
        return "";
    }

    /** A question and when it was asked. */
    private record Asked(StockQuestion question, Instant at) {

        StockAnswers unavailable(Failure failure) {
            return all(isbn -> new StockAnswer.Unavailable(isbn, at, failure));
        }

        StockAnswers unreadable(Finding problem) {
            return all(isbn -> new StockAnswer.Unreadable(isbn, at, List.of(problem)));
        }

        private StockAnswers all(Function<Isbn, StockAnswer> answer) {
            Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
            question.isbns().forEach(isbn -> answers.put(isbn, answer.apply(isbn)));
            return new StockAnswers(answers, List.of());
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
