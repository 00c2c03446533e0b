/** What a device said, once it is understood: its channel, its time, its values. */
@NullMarked
package io.muster.telemetry.reading;

import org.jspecify.annotations.NullMarked;
