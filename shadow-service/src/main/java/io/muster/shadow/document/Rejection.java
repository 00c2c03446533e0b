package io.muster.shadow.document;

import java.time.Instant;

/** The device's no to what is desired of a key. It holds until something else is desired of it. */
public record Rejection(String reason, Instant at) {}
