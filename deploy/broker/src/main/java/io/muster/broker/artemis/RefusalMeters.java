package io.muster.broker.artemis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.broker.identity.Objection;

/** Counts whom the broker kept out and what it did not let through; whom that concerned, {@code device-access} says. */
final class RefusalMeters {

    private static final List<String> OF_CLIENTS = List.of(
            "unknown-client",
            "client-id-mismatch",
            "client-id-of-a-device",
            "wrong-username",
            "wrong-workspace",
            "wrong-password",
            "certificate-unknown",
            "no-credential",
            "token-not-valid");

    private final MeterRegistry meters;
    private final Map<String, Counter> logins = new ConcurrentHashMap<>();
    private final Counter publishing;
    private final Counter subscribing;

    /** The known reasons are there before the first refusal. */
    RefusalMeters(MeterRegistry meters) {
        this.meters = meters;
        this.publishing = topics("publish");
        this.subscribing = topics("subscribe");
        Stream.concat(OF_CLIENTS.stream(), Stream.of(Objection.values()).map(Objection::reason))
                .forEach(this::logins);
    }

    /** @param reason one of the few that the broker knows */
    void login(String reason) {
        logins(reason).increment();
    }

    void topic(boolean saying) {
        (saying ? publishing : subscribing).increment();
    }

    private Counter logins(String reason) {
        return logins.computeIfAbsent(reason, why -> Counter.builder("muster.broker.refused.logins")
                .description("Clients that were not let in")
                .tag("reason", why)
                .register(meters));
    }

    private Counter topics(String action) {
        return Counter.builder("muster.broker.refused.topics")
                .description("Messages and subscriptions that a client had no right to")
                .tag("action", action)
                .register(meters);
    }
}
