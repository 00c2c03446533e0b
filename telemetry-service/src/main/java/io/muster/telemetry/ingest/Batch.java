package io.muster.telemetry.ingest;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Reading;

/**
 * What becomes of messages that came together.
 *
 * @param heard the messages of devices that are known, for their statistics; none of a deleted device
 * @param early those that wait for news of their device
 * @param settled the waiting messages that this batch was made of, by id: they wait no longer
 */
public record Batch(
        List<Heard> heard,
        List<Reading> readings,
        List<Rejection> rejections,
        List<IncomingMessage> early,
        List<Long> settled) {

    /** What becomes of all of their messages together. */
    static Batch of(List<Batch> parts) {
        return new Batch(
                all(parts, Batch::heard),
                all(parts, Batch::readings),
                all(parts, Batch::rejections),
                all(parts, Batch::early),
                all(parts, Batch::settled));
    }

    /** Without what was heard of other devices than these. */
    public Batch only(Set<String> devices) {
        return new Batch(
                heard.stream()
                        .filter(message -> devices.contains(message.device()))
                        .toList(),
                readings.stream()
                        .filter(reading -> devices.contains(reading.device()))
                        .toList(),
                rejections,
                early,
                settled);
    }

    /** A device that nothing was stored of leaves no more behind by numbering what it says on channels it has not got. */
    Batch numberedOnlyOn(Set<String> channels) {
        return new Batch(
                heard.stream()
                        .map(message -> message.sequence() == null
                                        || message.sequence().channel().equals(Channels.STATUS)
                                        || channels.contains(message.sequence().channel())
                                ? message
                                : message.withoutSequence())
                        .toList(),
                readings,
                rejections,
                early,
                settled);
    }

    private static <T> List<T> all(List<Batch> parts, Function<Batch, List<T>> kind) {
        return parts.stream().map(kind).flatMap(List::stream).toList();
    }
}
