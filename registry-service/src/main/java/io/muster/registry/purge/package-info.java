/** What was removed where when a device was deleted. */
@NullMarked
package io.muster.registry.purge;

import org.jspecify.annotations.NullMarked;
