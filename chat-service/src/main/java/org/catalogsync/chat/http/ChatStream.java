package org.catalogsync.chat.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import org.catalogsync.chat.Ask;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.http.access.Caller;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.UserRate;
import org.catalogsync.chat.http.access.Why;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** {@code POST /api/chat}: one question, and its frames as server-sent events. A client that hangs up cancels them, and one that does not read them in time has no more. */
@Controller("/api/chat")
public final class ChatStream {
    private static final int MOST_WAITING = 256;

    private final Answers answers;
    private final UserRate rate;
    private final Refusals refusals;

    ChatStream(Answers answers, UserRate rate, Refusals refusals) {
        this.answers = answers;
        this.rate = rate;
        this.refusals = refusals;
    }

    /** Answers 400 to what is no question; whatever else keeps one from being answered is an error frame, as on a socket. */
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON})
    public HttpResponse<?> ask(@Body byte[] body, HttpRequest<?> request) {
        Caller caller = Gate.caller(request);
        Wire.Question question = question(body);
        String id = question.id();
        if (id == null || question.wrong() != null) {
            refusals.refused("/api/chat", Why.BAD_MESSAGE, Gate.address(request));
            return Problem.of(400, "bad_request", String.valueOf(question.wrong()))
                    .response();
        }
        Ask ask = new Ask(id, question.session(), caller.user(), question.text());
        return HttpResponse.ok(events(ask, request))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                // Proxies that gather answers would hold the frames back until the last one.
                .header("X-Accel-Buffering", "no");
    }

    private static Wire.Question question(byte[] body) {
        try {
            return Wire.question(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Wire.Question(null, "", "", "expected UTF-8");
        }
    }

    private Flux<Event<String>> events(Ask ask, HttpRequest<?> request) {
        Sinks.Many<Event<String>> events =
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_WAITING));
        Answering answering = new Answering(ask, events, request);
        return events.asFlux().doOnSubscribe(any -> answering.begin()).doOnCancel(answering::leave);
    }

    /** One answer on its way into a stream. */
    private final class Answering {
        private final Ask ask;
        private final Sinks.Many<Event<String>> events;
        private final HttpRequest<?> request;
        private final Reply reply;

        Answering(Ask ask, Sinks.Many<Event<String>> events, HttpRequest<?> request) {
            this.ask = ask;
            this.events = events;
            this.request = request;
            this.reply = new Reply(ask.id(), this::carry);
        }

        void begin() {
            Duration wait = rate.own(ask.user());
            if (wait.isPositive()) {
                refusals.refused("/api/chat", Why.RATE_LIMITED, Gate.address(request));
                reply.fail(Frame.Code.RATE_LIMITED, UserRate.message(wait));
                end();
            } else {
                answers.begin(ask, reply, this::end);
            }
        }

        private void carry(int seq, String type, String json) {
            Event<String> event = Event.of(json).name(type).id(Integer.toString(seq));
            if (events.tryEmitNext(event) == Sinks.EmitResult.FAIL_OVERFLOW) {
                refusals.refused("/api/chat", Why.SLOW_READER, Gate.address(request));
                events.tryEmitError(new SlowReader());
                leave();
            }
        }

        private void end() {
            events.tryEmitComplete();
        }

        void leave() {
            reply.leave();
        }
    }

    /** Ends a stream that nobody reads. */
    private static final class SlowReader extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlowReader() {
            super("reads too slowly", null, false, false);
        }
    }
}
