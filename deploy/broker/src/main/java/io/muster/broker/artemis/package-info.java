/** The one place that knows Artemis. */
@NullMarked
package io.muster.broker.artemis;

import org.jspecify.annotations.NullMarked;
