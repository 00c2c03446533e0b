package io.muster.provisioning.serial;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Terms that somebody wants, not yet checked; what is null is left to the default. */
public record TermsRequest(
        @Nullable String type, @Nullable String group, @Nullable Instant expiresAt, @Nullable String policy) {

    /** With the other's word where this one says nothing. */
    public TermsRequest or(TermsRequest other) {
        return new TermsRequest(
                type == null ? other.type : type,
                group == null ? other.group : group,
                expiresAt == null ? other.expiresAt : expiresAt,
                policy == null ? other.policy : policy);
    }
}
