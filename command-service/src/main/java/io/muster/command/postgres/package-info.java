/** Rows of commands, and of what is known of groups. */
@NullMarked
package io.muster.command.postgres;

import org.jspecify.annotations.NullMarked;
