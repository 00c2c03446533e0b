/** JSON in, JSON out. */
@NullMarked
package io.muster.registry.http;

import org.jspecify.annotations.NullMarked;
