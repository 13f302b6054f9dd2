package org.catalogsync.cdc.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.catalogsync.cdc.StreamStatus;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators and orchestrators ask. */
@RestController
class StatusController {
    private final StreamStatus status;
    private final PrometheusMeterRegistry meters;

    StatusController(StreamStatus status, PrometheusMeterRegistry meters) {
        this.status = status;
        this.meters = meters;
    }

    /** 200 while records are taken, else 503 with the reason. */
    @GetMapping(path = "/health/ready", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> ready() {
        StreamStatus.Snapshot now = status.now();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", now.ready() ? "UP" : "DOWN");
        if (now.paused() != null) {
            body.put("paused", now.paused());
        }
        return ResponseEntity.status(now.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(body);
    }

    @GetMapping(path = "/status", produces = MediaType.APPLICATION_JSON_VALUE)
    StreamStatus.Snapshot status() {
        return status.now();
    }

    /** In the text format of Prometheus. */
    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    String metrics() {
        return meters.scrape();
    }
}
