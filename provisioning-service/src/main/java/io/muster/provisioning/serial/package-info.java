/** Devices that register themselves by a serial number, as in Losant. */
@NullMarked
package io.muster.provisioning.serial;

import org.jspecify.annotations.NullMarked;
