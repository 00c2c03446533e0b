/** Streams of server-sent events: their heartbeats, and listeners that are too many or too slow. */
@NullMarked
package io.muster.kit.live;

import org.jspecify.annotations.NullMarked;
