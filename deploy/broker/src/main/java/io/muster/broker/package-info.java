/** The MQTT broker of the platform: Artemis, with who may connect, what they may say and who is connected. */
@NullMarked
package io.muster.broker;

import org.jspecify.annotations.NullMarked;
