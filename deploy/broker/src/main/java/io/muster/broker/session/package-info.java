/** Who is connected, and what is said about it. */
@NullMarked
package io.muster.broker.session;

import org.jspecify.annotations.NullMarked;
