package io.muster.telemetry.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.muster.kit.problem.FieldChecks;
import io.muster.telemetry.reading.Channels;
import org.jspecify.annotations.Nullable;

/**
 * Which of a device's readings are wanted, in which order.
 *
 * @param channel the only one that is wanted; null for all
 * @param keys the names of the values that are wanted; empty for all. Readings with none of them are left out.
 */
public record Selection(Span span, @Nullable String channel, List<String> keys, boolean newestFirst) {

    public Selection {
        keys = List.copyOf(keys);
    }

    /**
     * A selection as callers write it; null is what they leave out.
     *
     * @param keys with a comma between them
     * @param order {@code asc} or {@code desc}
     */
    public record Wanted(
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String keys,
            @Nullable String order) {}

    /** @throws io.muster.kit.problem.InvalidRequest naming every parameter that is wrong */
    public static Selection parse(Wanted wanted, Instant now, HistoryLimits limits) {
        FieldChecks checks = new FieldChecks();
        Selection selection = parse(wanted, now, limits, checks);
        checks.orRefuse();
        return selection;
    }

    static Selection parse(Wanted wanted, Instant now, HistoryLimits limits, FieldChecks checks) {
        Span span = Span.parse(wanted.from(), wanted.to(), limits.defaultSpan(), now, checks);
        checks.require(
                        wanted.channel() == null || Channels.isName(wanted.channel()),
                        "channel",
                        "is not a channel's name")
                .require(
                        wanted.order() == null
                                || wanted.order().equals("asc")
                                || wanted.order().equals("desc"),
                        "order",
                        "must be asc or desc");
        return new Selection(
                span,
                wanted.channel(),
                keys(wanted.keys(), limits.maxKeys(), limits.maxKeyLength(), checks),
                !"asc".equals(wanted.order()));
    }

    /**
     * Names of values, with a comma between them.
     *
     * @param max names
     * @param maxLength letters of each
     */
    public static List<String> keys(@Nullable String text, int max, int maxLength, FieldChecks checks) {
        List<String> keys = new ArrayList<>();
        if (text != null) {
            for (String key : text.split(",", max + 1)) {
                keys.add(key.strip());
            }
        }
        checks.require(
                keys.size() <= max
                        && keys.stream()
                                .allMatch(key -> !key.isEmpty()
                                        && key.length() <= maxLength
                                        && key.chars().noneMatch(Character::isISOControl)),
                "keys",
                "must be 1 to " + max + " names of values, each of at most " + maxLength
                        + " letters, with a comma between them");
        return keys.stream().distinct().toList();
    }
}
