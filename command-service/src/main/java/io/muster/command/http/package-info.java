/** The REST edge of commands. */
@NullMarked
package io.muster.command.http;

import org.jspecify.annotations.NullMarked;
