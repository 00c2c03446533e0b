/** The shadow for devices, over MQTT. */
@NullMarked
package io.muster.shadow.mqtt;

import org.jspecify.annotations.NullMarked;
