/** Telemetry under load: devices over MQTT, until what they said can be queried. */
@NullMarked
package io.muster.bench.telemetry;

import org.jspecify.annotations.NullMarked;
