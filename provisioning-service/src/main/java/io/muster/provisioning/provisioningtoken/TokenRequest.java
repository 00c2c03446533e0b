package io.muster.provisioning.provisioningtoken;

import io.muster.provisioning.provisioningtoken.ProvisioningToken.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that somebody wants, not yet checked.
 *
 * @param count null for one
 * @param expiresIn seconds; null for {@link TokenLimits#expiry()}
 */
public record TokenRequest(@Nullable Integer count, @Nullable Long expiresIn, Scope scope) {}
