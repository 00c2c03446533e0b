/** How events of other services are taken in. */
@NullMarked
package io.muster.kit.inbox;

import org.jspecify.annotations.NullMarked;
