/** Orders to many devices: whom they reach, how far they have come, and taking them back. */
@NullMarked
package io.muster.command.batch;

import org.jspecify.annotations.NullMarked;
