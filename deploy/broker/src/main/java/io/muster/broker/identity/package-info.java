/** Who a client is: the devices and credentials that the platform knows, and what a client shows against them. */
@NullMarked
package io.muster.broker.identity;

import org.jspecify.annotations.NullMarked;
