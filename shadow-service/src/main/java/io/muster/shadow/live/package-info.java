/** Shadows while they change. */
@NullMarked
package io.muster.shadow.live;

import org.jspecify.annotations.NullMarked;
