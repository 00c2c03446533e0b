package io.muster.events.rights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The platform's own accounts. What a service consumes it consumes through shared subscriptions under its account's
 * name, whose queues exist before the service ever connects, so that nothing said before that is lost.
 */
public enum ServiceAccount {
    TELEMETRY(
            List.of("+/devices/+/errors"),
            List.of("+/devices/+/telemetry/#", "+/devices/+/status/#", "losant/+/state")),
    COMMAND(List.of("+/devices/+/commands/+", "losant/+/command"), List.of("+/devices/+/responses")),
    SHADOW(
            List.of("+/devices/+/shadow/delta", "+/devices/+/shadow/document"),
            List.of("+/devices/+/shadow/reported", "+/devices/+/shadow/get"));

    private final Rights rights;

    ServiceAccount(List<String> publish, List<String> consume) {
        this.rights = Rights.of(publish, consume);
    }

    public String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Rights rights() {
        return rights;
    }

    /** The shared subscriptions whose messages are kept also while nobody consumes them. */
    public List<String> sharedSubscriptions() {
        return rights.subscribe().stream()
                .map(filter -> sharePrefix() + filter.text())
                .toList();
    }

    /** Whether the account may subscribe to this: one of its own shared subscriptions. */
    public boolean maySubscribe(String filter) {
        return sharedSubscriptions().contains(filter);
    }

    private String sharePrefix() {
        return "$share/" + username() + "/";
    }

    public static Optional<ServiceAccount> named(String username) {
        return Arrays.stream(values())
                .filter(account -> account.username().equals(username))
                .findFirst();
    }
}
