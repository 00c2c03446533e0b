/** What happened to a device, across all services. */
@NullMarked
package io.muster.registry.timeline;

import org.jspecify.annotations.NullMarked;
