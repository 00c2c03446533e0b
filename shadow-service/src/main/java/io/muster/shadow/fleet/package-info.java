/** Desires for many devices at once, and who has not followed theirs. */
@NullMarked
package io.muster.shadow.fleet;

import org.jspecify.annotations.NullMarked;
