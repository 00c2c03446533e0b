package io.muster.provisioning.revocation;

import java.time.Duration;

/**
 * What a revocation has brought about so far.
 *
 * @param confirmed whether every broker has said that it goes by it; otherwise it will do so as soon as it can
 */
public record Receipt(int sessionsClosed, Duration elapsed, boolean confirmed) {}
