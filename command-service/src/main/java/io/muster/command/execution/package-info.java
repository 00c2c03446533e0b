/** Commands and their executions by devices: what they are and how they end. */
@NullMarked
package io.muster.command.execution;

import org.jspecify.annotations.NullMarked;
