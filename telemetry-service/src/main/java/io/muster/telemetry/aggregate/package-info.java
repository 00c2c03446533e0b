/** Readings summed up in buckets of time. */
@NullMarked
package io.muster.telemetry.aggregate;

import org.jspecify.annotations.NullMarked;
