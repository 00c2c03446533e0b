/** Load, and what it costs. */
@NullMarked
package io.muster.bench.load;

import org.jspecify.annotations.NullMarked;
