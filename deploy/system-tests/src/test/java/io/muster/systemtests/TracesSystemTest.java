package io.muster.systemtests;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import io.muster.systemtests.TraceReceiver.Received;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** What somebody or a device causes is one trace, through Kafka and into the databases of all services that hear of it. */
class TracesSystemTest {

    @Test
    void aRequestIsOneTraceIntoTheDatabaseOfAnotherService() {
        String trace = random(16);

        String id = FieldDevice.register("tracker_" + trace, "00-" + trace + "-" + random(8) + "-01");

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<Received> spans = STACK.traces().trace(trace);
            Received request = one(spans, SpanKind.SPAN_KIND_SERVER, "registry", span -> true);
            assertThat(request.attributes()).containsEntry("muster.workspace", STACK.value("WORKSPACE"));
            assertThat(statements(spans, request)).isNotEmpty();
            Received sent = one(spans, SpanKind.SPAN_KIND_PRODUCER, "registry", named("send device-lifecycle"));
            assertThat(sent.attributes()).containsEntry("muster.device", id).containsEntry("messaging.system", "kafka");
            Received heard = one(spans, SpanKind.SPAN_KIND_CONSUMER, "telemetry", named("process device-lifecycle"));
            assertThat(heard.parent()).isEqualTo(sent.id());
            assertThat(statements(spans, heard)).isNotEmpty();
        });
        assertThat(STACK.traces().trace(trace).toString()).doesNotContain(STACK.value("ADMIN_TOKEN"), "Bearer");
    }

    /** The share of messages that are traced is small: it reports until one of its reports is. */
    @Test
    void aMessageIsOneTraceThroughItsCommitIntoTheDatabaseOfAnotherService() {
        FieldDevice device = FieldDevice.commissioned().connect();

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            converge(device);
            Received received = STACK.traces().all().stream()
                    .filter(span -> span.name().equals("receive shadow-reported")
                            && device.id().equals(span.attributes().get("muster.device")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no report is traced yet"));
            List<Received> spans = STACK.traces().trace(received.trace());
            Received sent = one(spans, SpanKind.SPAN_KIND_PRODUCER, "shadow", named("send shadow-lifecycle"));
            assertThat(spans)
                    .anyMatch(span -> span.service().equals("shadow") && span.kind() == SpanKind.SPAN_KIND_CLIENT);
            Received heard = one(spans, SpanKind.SPAN_KIND_CONSUMER, "registry", named("process shadow-lifecycle"));
            assertThat(heard.parent()).isEqualTo(sent.id());
            assertThat(heard.attributes()).containsEntry("muster.workspace", STACK.value("WORKSPACE"));
            assertThat(statements(spans, heard)).isNotEmpty();
        });
    }

    /** A change is wanted and reported: both are events. */
    private static void converge(FieldDevice device) {
        int interval = ThreadLocalRandom.current().nextInt(1_000_000);
        Rest.asAdmin()
                .body(Map.of("desired", Map.of("reportInterval", interval)))
                .patch("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200);
        device.publish("shadow/reported", "{\"reportInterval\":" + interval + "}")
                .join();
    }

    private static List<Received> statements(List<Received> spans, Received parent) {
        return spans.stream()
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT
                        && span.parent().equals(parent.id())
                        && "postgresql".equals(span.attributes().get("db.system")))
                .toList();
    }

    private static Received one(List<Received> spans, SpanKind kind, String service, Predicate<Received> filter) {
        return spans.stream()
                .filter(span -> span.kind() == kind && span.service().equals(service))
                .filter(filter)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " of " + service + " among " + spans));
    }

    private static Predicate<Received> named(String name) {
        return span -> span.name().equals(name);
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
