/** What other services say. */
@NullMarked
package io.muster.telemetry.kafka;

import org.jspecify.annotations.NullMarked;
