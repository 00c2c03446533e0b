/** What the command service learns from events. */
@NullMarked
package io.muster.command.kafka;

import org.jspecify.annotations.NullMarked;
