/** Whom an order is for: devices by their names, groups by their members. */
@NullMarked
package io.muster.command.audience;

import org.jspecify.annotations.NullMarked;
