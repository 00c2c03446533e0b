package io.muster.telemetry.aggregate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

import io.muster.kit.problem.FieldChecks;
import io.muster.telemetry.history.Selection;
import io.muster.telemetry.history.Span;
import io.muster.telemetry.reading.Channels;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers are summed up, and how.
 *
 * @param channel the only one that is wanted; null for all
 * @param keys the names of the values that are wanted; empty for all
 * @param zone by whose clocks days and hours begin
 */
public record AggregateQuery(
        Span span,
        @Nullable String channel,
        List<String> keys,
        AggregateFunction function,
        Bucket bucket,
        ZoneId zone) {

    private static final String UTC = "UTC";
    private static final int SECONDS_OF_AN_HOUR = 3600;
    /** Clocks change as they did the year before, if they do. */
    private static final Duration A_YEAR = Duration.ofDays(366);

    /** A query as callers write it; null is what they leave out. */
    public record Wanted(
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String keys,
            @Nullable String fn,
            @Nullable String bucket,
            @Nullable String tz) {}

    /** @throws io.muster.kit.problem.InvalidRequest naming every parameter that is wrong */
    public static AggregateQuery parse(Wanted wanted, Instant now, AggregateLimits limits) {
        FieldChecks checks = new FieldChecks();
        Span span = Span.parse(wanted.from(), wanted.to(), limits.defaultSpan(), now, checks);
        List<String> keys = Selection.keys(wanted.keys(), limits.maxKeys(), limits.maxKeyLength(), checks);
        Optional<AggregateFunction> function = AggregateFunction.named(wanted.fn() == null ? "avg" : wanted.fn());
        Optional<Bucket> bucket = Bucket.named(wanted.bucket() == null ? "1h" : wanted.bucket());
        Optional<ZoneId> zone = Zones.named(wanted.tz() == null ? UTC : wanted.tz());
        checks.require(
                        wanted.channel() == null || Channels.isName(wanted.channel()),
                        "channel",
                        "is not a channel's name")
                .require(function.isPresent(), "fn", "must be one of " + AggregateFunction.NAMES)
                .require(bucket.isPresent(), "bucket", "must be one of " + Bucket.NAMES)
                .require(zone.isPresent(), "tz", "must be the name of a time zone, such as Europe/Berlin")
                .require(
                        bucket.isEmpty() || buckets(span, now, bucket.get()) <= limits.maxBuckets(),
                        "bucket",
                        "cuts the span into more than " + limits.maxBuckets() + " parts")
                .orRefuse();
        return new AggregateQuery(
                span, wanted.channel(), keys, function.orElseThrow(), bucket.orElseThrow(), zone.orElseThrow());
    }

    private static long buckets(Span span, Instant now, Bucket bucket) {
        Instant end = span.to() == null ? now : span.to();
        return Duration.between(span.from(), end).dividedBy(bucket.width());
    }

    /**
     * The whole hours of the span, whose sums are kept; without an end if the span has none. What is beside them has to
     * be summed up anew: all of it, if {@code from} and {@code to} are the same.
     */
    public Span wholeHours() {
        Instant first = span.from().minusNanos(1).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant end = span.to() == null ? null : span.to().plusMillis(1).truncatedTo(ChronoUnit.HOURS);
        boolean kept = function.isAdditive() && bucket.isOfWholeHours() && isZoneOfWholeHours();
        return kept && (end == null || end.isAfter(first)) ? new Span(first, end) : new Span(span.from(), span.from());
    }

    private boolean isZoneOfWholeHours() {
        ZoneRules rules = zone.getRules();
        if (rules.getOffset(span.from()).getTotalSeconds() % SECONDS_OF_AN_HOUR != 0) {
            return false;
        }
        Instant end = span.to() == null ? span.from().plus(A_YEAR) : span.to();
        @Nullable ZoneOffsetTransition change = rules.nextTransition(span.from());
        while (change != null && change.getInstant().isBefore(end)) {
            if (change.getOffsetAfter().getTotalSeconds() % SECONDS_OF_AN_HOUR != 0) {
                return false;
            }
            change = rules.nextTransition(change.getInstant());
        }
        return true;
    }
}
