package io.muster.telemetry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipException;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.Reception;
import org.jspecify.annotations.Nullable;

/**
 * Takes in bodies that cannot be used before their end has come. One is looked at whole, and only then stored, portion by
 * portion: a body that is not in order changes nothing, and none is in memory as anything but bytes.
 */
@ApplicationScoped
class BodyIntake {

    private static final int CHUNK = 64 * 1024;

    private final LineLimits portions;
    private final IngestLimits ingest;
    private final SharedBytes held;
    private final PlacesPerCaller places;

    BodyIntake(BodyLimits limits, LineLimits portions, IngestLimits ingest, MeterRegistry meters) {
        this.portions = portions;
        this.ingest = ingest;
        this.held = new SharedBytes(limits.held(), limits.patience());
        this.places = new PlacesPerCaller(limits.perCaller(), "whole", meters);
    }

    /** The memory that bodies share from when they begin to come. */
    SharedBytes held() {
        return held;
    }

    /** Who has how many bodies on their way. */
    PlacesPerCaller places() {
        return places;
    }

    /** Keeps a portion of a body, and waits until it is kept. */
    interface Store<T> {
        Reception store(List<T> items) throws InterruptedException;
    }

    /**
     * For worker threads.
     *
     * @param field names the items in a refusal
     * @param check looks at each item before any is stored
     * @throws InvalidRequest if the body holds nothing, or more items than a request may
     */
    <T> Reception take(
            InputStream body, Function<byte[], ItemReader<T>> reader, String field, Consumer<T> check, Store<T> store)
            throws InterruptedException {
        return whole(body, bytes -> {
            require(reader.apply(bytes), field, check);
            return inPortions(reader.apply(bytes), store);
        });
    }

    /** What is done with a body while it is held. */
    interface Use<R> {
        R of(byte[] body) throws InterruptedException;
    }

    /**
     * The result of what is done with the body, which is in memory for no longer than that.
     *
     * @throws InvalidRequest if it is empty, breaks off or is not UTF-8
     */
    <R> R whole(InputStream body, Use<R> use) throws InterruptedException {
        List<byte[]> chunks = new ArrayList<>();
        long taken = 0;
        try {
            long length = 0;
            byte[] chunk;
            do {
                // First it is read: what was received then needs no memory there any more.
                chunk = body.readNBytes(CHUNK);
                held.take(CHUNK);
                taken++;
                chunks.add(chunk);
                length += chunk.length;
            } while (chunk.length == CHUNK);
            return use.of(text(InvalidRequest.requireBody(length == 0 ? null : joined(chunks, (int) length))));
        } catch (ZipException damaged) {
            throw new InvalidRequest("body", damaged.getMessage());
        } catch (IOException brokenOff) {
            throw new InvalidRequest("body", "breaks off");
        } finally {
            for (long i = 0; i < taken; i++) {
                held.giveBack(CHUNK);
            }
        }
    }

    /** The same bytes; looked at piece by piece, because the text would be larger than they are. */
    private static byte[] text(byte[] body) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer letters = CharBuffer.allocate(CHUNK);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CoderResult result;
        do {
            letters.clear();
            result = utf8.decode(bytes, letters, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new InvalidRequest("body", "is not UTF-8");
        }
        return body;
    }

    /** The whole in one piece; the pieces are let go of. */
    private static byte[] joined(List<byte[]> chunks, int length) {
        if (chunks.size() == 1) {
            return chunks.get(0);
        }
        byte[] whole = new byte[length];
        int end = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, whole, end, chunk.length);
            end += chunk.length;
        }
        chunks.clear();
        return whole;
    }

    <T> void require(ItemReader<T> items, String field, Consumer<T> check) {
        int count = 0;
        for (@Nullable T item = items.next(); item != null; item = items.next()) {
            count++;
            if (count > ingest.maxItems()) {
                break;
            }
            check.accept(item);
        }
        if (count == 0 || count > ingest.maxItems()) {
            throw new InvalidRequest(field, "must hold 1 to " + ingest.maxItems() + " items");
        }
    }

    <T> Reception inPortions(ItemReader<T> items, Store<T> store) throws InterruptedException {
        Reception reception = Reception.NOTHING;
        for (List<T> portion = portion(items); !portion.isEmpty(); portion = portion(items)) {
            reception = reception.and(store.store(portion), ingest.maxItems());
        }
        return reception;
    }

    private <T> List<T> portion(ItemReader<T> items) {
        List<T> portion = new ArrayList<>();
        long bytes = 0;
        while (portion.size() < portions.batch() && bytes < portions.batchBytes()) {
            @Nullable T item = items.next();
            if (item == null) {
                break;
            }
            portion.add(item);
            bytes += items.size(item);
        }
        return portion;
    }
}
