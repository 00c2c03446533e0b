/** Devices with connections to the broker, and how they come by them. */
@NullMarked
package io.muster.bench.mqtt;

import org.jspecify.annotations.NullMarked;
