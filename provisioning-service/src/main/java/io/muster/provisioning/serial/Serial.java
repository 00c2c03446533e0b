package io.muster.provisioning.serial;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A serial that may register.
 *
 * @param text unique over the platform; what the device calls itself
 * @param batch the id of the batch that it was signed in; null for one that was enrolled
 * @param device the {@code id} of the device that it registered as; null before
 * @param registrations how often it has registered
 */
public record Serial(
        String text,
        String workspace,
        @Nullable String batch,
        Terms terms,
        @Nullable String device,
        long registrations,
        @Nullable Instant registeredAt,
        String createdBy,
        Instant createdAt) {

    static Serial enrolled(String text, String workspace, Terms terms, String by, Instant at) {
        return new Serial(text, workspace, null, terms, null, 0, null, by, at);
    }

    static Serial signed(String text, SerialBatch batch, Instant at) {
        return new Serial(text, batch.workspace(), batch.id(), batch.terms(), null, 0, null, "batch:" + batch.id(), at);
    }

    Serial registeredAs(String id, Instant at) {
        return new Serial(text, workspace, batch, terms, id, registrations + 1, at, createdBy, createdAt);
    }
}
