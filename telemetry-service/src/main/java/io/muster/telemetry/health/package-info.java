/** How a device is. */
@NullMarked
package io.muster.telemetry.health;

import org.jspecify.annotations.NullMarked;
