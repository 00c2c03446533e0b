/** The servers that we run and did not write: PostgreSQL, Kafka and the MQTT broker. */
@NullMarked
package io.muster.stack.servers;

import org.jspecify.annotations.NullMarked;
