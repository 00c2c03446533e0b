package io.muster.provisioning.credential;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A credential and what became of it.
 *
 * @param lastUsed when somebody last came to the broker with it; null for never
 * @param revokedAt null unless it was taken back
 */
public record CredentialStory(Credential credential, @Nullable Instant lastUsed, @Nullable Instant revokedAt) {}
