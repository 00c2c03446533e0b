/** What we ask of devices. */
@NullMarked
package io.muster.command;

import org.jspecify.annotations.NullMarked;
