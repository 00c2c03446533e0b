/** A command brought to many devices wave by wave: when the next ones get it, and when nobody does any more. */
@NullMarked
package io.muster.command.rollout;

import org.jspecify.annotations.NullMarked;
