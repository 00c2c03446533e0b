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
 */
public record CredentialRequest(
        @Nullable String authType,
        @Nullable Integer expiryDays,
        @Nullable List<@Nullable String> telemetryTopics,
        @Nullable List<@Nullable String> commandTopics) {}
