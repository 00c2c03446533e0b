/** What becomes of commands, and how fast. */
@NullMarked
package io.muster.bench.command;

import org.jspecify.annotations.NullMarked;
