/** Commands to devices and their answers. */
@NullMarked
package io.muster.command.mqtt;

import org.jspecify.annotations.NullMarked;
