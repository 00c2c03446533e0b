package io.muster.telemetry.ingest;

import org.jspecify.annotations.Nullable;

/** Reads a payload's JSON. */
public interface PayloadReader {

    /**
     * The payload as maps, lists, texts, numbers, truth values or null. Its texts can be stored; its numbers may be
     * infinite.
     *
     * @throws UnusablePayload if it is not UTF-8, not JSON, nested too deeply or holds text that cannot be stored
     */
    @Nullable
    Object read(byte[] payload) throws UnusablePayload;
}
