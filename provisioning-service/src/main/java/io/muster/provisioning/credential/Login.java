package io.muster.provisioning.credential;

import org.jspecify.annotations.Nullable;

/**
 * The names under which a credential is shown.
 *
 * @param clientId of MQTT
 * @param username null for a certificate, which names its device by itself
 */
public record Login(String clientId, @Nullable String username) {}
