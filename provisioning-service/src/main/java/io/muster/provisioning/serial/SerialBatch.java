package io.muster.provisioning.serial;

import java.time.Instant;

import io.muster.kit.Ids;

/**
 * Serials that need not be enrolled one by one, because they are signed with the batch's key.
 *
 * @param key of the HMAC; whoever has it can sign serials
 */
public record SerialBatch(String id, String workspace, byte[] key, Terms terms, String createdBy, Instant createdAt) {

    static SerialBatch opened(String workspace, byte[] key, Terms terms, String by, Instant at) {
        return new SerialBatch(Ids.next("sba"), workspace, key, terms, by, at);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SerialBatch[id=" + id + ", workspace=" + workspace + "]";
    }
}
