/** Kafka in a process of its own: one node that is broker and controller, with the topics of the platform. */
@NullMarked
package io.muster.stack.kafka;

import org.jspecify.annotations.NullMarked;
