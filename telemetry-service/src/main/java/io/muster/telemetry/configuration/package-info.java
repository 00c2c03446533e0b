/** Whether there is something that a device should change about itself. */
@NullMarked
package io.muster.telemetry.configuration;

import org.jspecify.annotations.NullMarked;
