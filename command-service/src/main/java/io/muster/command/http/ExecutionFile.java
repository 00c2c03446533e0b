package io.muster.command.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.command.execution.Execution;
import io.muster.kit.csv.QuotedRows;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Executions as a table (RFC 4180), written part by part as the caller reads. If it cannot be written to its end, the
 * connection is reset, so that nobody takes a part for the whole.
 */
@ApplicationScoped
class ExecutionFile {

    private static final Object[] HEADINGS = {
        "id", "device", "command", "status", "attempt", "reason", "result", "createdAt", "updatedAt"
    };

    private final ObjectMapper json;

    ExecutionFile(ObjectMapper json) {
        this.json = json;
    }

    RestMulti<byte[]> of(String batchId, Multi<List<Execution>> parts, HttpServerResponse response) {
        AtomicBoolean begun = new AtomicBoolean();
        Multi<byte[]> lines = parts.map(part ->
                        begun.getAndSet(true) ? lines(part) : QuotedRows.of(List.<Object[]>of(HEADINGS)) + lines(part))
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .onFailure()
                .invoke(() -> {
                    if (response.headWritten()) {
                        response.reset();
                    }
                });
        return RestMulti.fromMultiData(lines)
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + batchId + ".csv\"")
                .build();
    }

    private String lines(List<Execution> part) {
        return QuotedRows.of(part.stream().map(this::cells).toList());
    }

    private Object[] cells(Execution execution) {
        return new Object[] {
            execution.id(),
            execution.device(),
            QuotedRows.safe(execution.command()),
            execution.stage().word(),
            execution.state().attempt(),
            QuotedRows.safe(execution.state().reason()),
            execution.result() == null ? null : QuotedRows.safe(json(execution.result())),
            time(execution.createdAt()),
            time(execution.updatedAt())
        };
    }

    /** As in JSON. */
    private String time(Instant time) {
        return json.convertValue(time, String.class);
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
