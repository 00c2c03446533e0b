/** What devices said last, as the telemetry service tells it. */
@NullMarked
package io.muster.registry.state;

import org.jspecify.annotations.NullMarked;
