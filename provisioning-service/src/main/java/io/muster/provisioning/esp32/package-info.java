/** Devices that come in with a one-time token and a description of themselves, as ESP32 firmware does. */
@NullMarked
package io.muster.provisioning.esp32;

import org.jspecify.annotations.NullMarked;
