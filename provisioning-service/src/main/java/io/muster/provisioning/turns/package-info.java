/** Work that goes on side by side, each with transactions of its own. */
@NullMarked
package io.muster.provisioning.turns;

import org.jspecify.annotations.NullMarked;
