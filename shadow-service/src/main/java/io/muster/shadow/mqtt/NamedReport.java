package io.muster.shadow.mqtt;

import io.muster.shadow.change.Report;
import org.jspecify.annotations.Nullable;

/** @param name of the shadow; null for the device's own one */
record NamedReport(@Nullable String name, Report report) {}
