/** What the registry hears from the broker and the other services. */
@NullMarked
package io.muster.registry.kafka;

import org.jspecify.annotations.NullMarked;
