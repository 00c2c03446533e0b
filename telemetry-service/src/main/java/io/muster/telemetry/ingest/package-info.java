/** From a device's message to readings that are stored once, or to a reason why not. */
@NullMarked
package io.muster.telemetry.ingest;

import org.jspecify.annotations.NullMarked;
