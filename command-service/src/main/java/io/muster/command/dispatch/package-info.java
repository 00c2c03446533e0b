/** How commands reach devices: held until a device listens, sent, sent again, given up. */
@NullMarked
package io.muster.command.dispatch;

import org.jspecify.annotations.NullMarked;
