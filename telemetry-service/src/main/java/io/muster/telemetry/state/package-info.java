/** What the other services hear of what devices said: the latest, whole, and not too often. */
@NullMarked
package io.muster.telemetry.state;

import org.jspecify.annotations.NullMarked;
