package io.muster.provisioning.provisioningtoken;

import java.time.Instant;

import io.muster.kit.Ids;
import io.muster.provisioning.provisioningtoken.TokenState.Claimed;
import io.muster.provisioning.provisioningtoken.TokenState.Open;
import org.jspecify.annotations.Nullable;

/**
 * A token, without what a device shows.
 *
 * @param verifier what a shown token is compared with
 * @param scope for whom it is, and what is made of it
 * @param changedAt when it came into its state
 */
public record ProvisioningToken(
        String id,
        String workspace,
        String verifier,
        Scope scope,
        TokenState state,
        Instant changedAt,
        Instant expiresAt,
        String createdBy,
        Instant createdAt) {

    /**
     * For whom a token is.
     *
     * @param deviceId the only device that may show it; null for any
     * @param type of the device it makes; null for the dialect's own
     * @param group the path of a group that a new device joins
     */
    public record Scope(@Nullable String deviceId, @Nullable String type, @Nullable String group) {}

    static ProvisioningToken made(
            String workspace, String verifier, Scope scope, Instant expiresAt, String by, Instant at) {
        return new ProvisioningToken(Ids.next("ptk"), workspace, verifier, scope, new Open(), at, expiresAt, by, at);
    }

    public ProvisioningToken in(TokenState next, Instant at) {
        return new ProvisioningToken(id, workspace, verifier, scope, next, at, expiresAt, createdBy, createdAt);
    }

    /** Whether a device that calls itself so may show it, as far as the token is concerned. */
    public boolean isFor(String deviceId) {
        return (scope.deviceId() == null || scope.deviceId().equals(deviceId))
                && !(state instanceof Claimed claimed && !claimed.deviceId().equals(deviceId));
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "ProvisioningToken[id=" + id + ", state=" + state.word() + "]";
    }
}
