/** Measures a running stack from outside. */
@NullMarked
package io.muster.bench;

import org.jspecify.annotations.NullMarked;
