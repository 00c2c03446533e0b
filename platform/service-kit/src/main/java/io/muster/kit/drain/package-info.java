/** The end of a replica, as its callers notice it: politely. */
@NullMarked
package io.muster.kit.drain;

import org.jspecify.annotations.NullMarked;
