/** Writes that may be sent again without happening again. */
@NullMarked
package io.muster.kit.idempotency;

import org.jspecify.annotations.NullMarked;
