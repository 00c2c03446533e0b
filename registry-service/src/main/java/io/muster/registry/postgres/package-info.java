/** How the registry is kept; rows never leave this package. */
@NullMarked
package io.muster.registry.postgres;

import org.jspecify.annotations.NullMarked;
