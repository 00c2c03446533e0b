/** Devices as people look at them: with credentials and connection, one or many. */
@NullMarked
package io.muster.registry.search;

import org.jspecify.annotations.NullMarked;
