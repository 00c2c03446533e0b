/** How fast what is desired is kept, and how fast devices have it. */
@NullMarked
package io.muster.bench.shadow;

import org.jspecify.annotations.NullMarked;
