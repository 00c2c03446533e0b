/** Commands, their executions by devices, and batches of them: what they are and how they end. */
@NullMarked
package io.muster.command.execution;

import org.jspecify.annotations.NullMarked;
