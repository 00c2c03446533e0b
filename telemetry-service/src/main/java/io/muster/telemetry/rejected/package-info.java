/** Messages that were no readings. */
@NullMarked
package io.muster.telemetry.rejected;

import org.jspecify.annotations.NullMarked;
