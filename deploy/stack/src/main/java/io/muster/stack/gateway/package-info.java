/** One port in front of the five services. */
@NullMarked
package io.muster.stack.gateway;

import org.jspecify.annotations.NullMarked;
