/** Whether devices are connected, as the broker says. */
@NullMarked
package io.muster.registry.connection;

import org.jspecify.annotations.NullMarked;
