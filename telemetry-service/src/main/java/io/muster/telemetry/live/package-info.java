/** Readings while they come. */
@NullMarked
package io.muster.telemetry.live;

import org.jspecify.annotations.NullMarked;
