/** Telling devices what of theirs could not be stored. */
@NullMarked
package io.muster.telemetry.feedback;

import org.jspecify.annotations.NullMarked;
