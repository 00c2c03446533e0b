package io.muster.provisioning.serial;

import org.jspecify.annotations.Nullable;

/** A serial that somebody wants to enrol, not yet checked. */
public record SerialRequest(@Nullable String serial, TermsRequest terms) {}
