/** The REST face of the readings. */
@NullMarked
package io.muster.telemetry.http;

import org.jspecify.annotations.NullMarked;
