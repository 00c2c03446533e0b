/** Processes that are started, watched, started again and ended. */
@NullMarked
package io.muster.stack.supervise;

import org.jspecify.annotations.NullMarked;
