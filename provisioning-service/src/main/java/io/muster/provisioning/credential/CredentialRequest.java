package io.muster.provisioning.credential;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, not yet checked.
 *
 * @param authType {@code token} or {@code certificate}
 * @param expiryDays 0, and nothing said, for never
 * @param telemetryTopics the only channels the device may publish; null for any
 * @param commandTopics the only commands the device may receive; null for any
 * @param csr a PKCS#10 request in PEM, of a device that keeps its key to itself; null to have a key made
 * @param overlapSeconds how long the earlier credentials stay valid; 0, and nothing said, for not at all
 */
public record CredentialRequest(
        @Nullable String authType,
        @Nullable Integer expiryDays,
        @Nullable List<@Nullable String> telemetryTopics,
        @Nullable List<@Nullable String> commandTopics,
        @Nullable String csr,
        @Nullable Integer overlapSeconds) {}
