/** How messages come in from the broker, and how their JSON is read. */
@NullMarked
package io.muster.telemetry.mqtt;

import org.jspecify.annotations.NullMarked;
