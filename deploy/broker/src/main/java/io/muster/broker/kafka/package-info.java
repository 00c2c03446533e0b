/** What the broker hears from the platform and tells it. */
@NullMarked
package io.muster.broker.kafka;

import org.jspecify.annotations.NullMarked;
