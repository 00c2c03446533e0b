/** How fast the registry is. */
@NullMarked
package io.muster.bench.registry;

import org.jspecify.annotations.NullMarked;
