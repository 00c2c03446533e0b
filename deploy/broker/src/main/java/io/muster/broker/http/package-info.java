/** How the broker says that it is ready. */
@NullMarked
package io.muster.broker.http;

import org.jspecify.annotations.NullMarked;
