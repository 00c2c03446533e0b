/** Devices that came in by themselves and are registered afterwards. */
@NullMarked
package io.muster.registry.arrival;

import org.jspecify.annotations.NullMarked;
