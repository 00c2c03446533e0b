/** JSON at the edge. */
@NullMarked
package io.muster.kit.json;

import org.jspecify.annotations.NullMarked;
