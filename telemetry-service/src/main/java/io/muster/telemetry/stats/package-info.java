/** How much a device says, and how well. */
@NullMarked
package io.muster.telemetry.stats;

import org.jspecify.annotations.NullMarked;
