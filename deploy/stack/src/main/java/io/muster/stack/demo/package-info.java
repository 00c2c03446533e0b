/** A small simulated fleet, so that a newcomer sees a living system. It uses only what every device and user has. */
@NullMarked
package io.muster.stack.demo;

import org.jspecify.annotations.NullMarked;
