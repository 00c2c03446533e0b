package io.muster.provisioning.authority;

import java.time.Instant;

/**
 * A certificate that ends before it says itself.
 *
 * @param at may be in the future
 */
public record Withdrawal(Leaf leaf, Instant at) {}
