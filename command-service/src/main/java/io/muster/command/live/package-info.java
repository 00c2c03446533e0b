/** How far commands have come, while they come. */
@NullMarked
package io.muster.command.live;

import org.jspecify.annotations.NullMarked;
