/** What is asked about stored readings. */
@NullMarked
package io.muster.telemetry.history;

import org.jspecify.annotations.NullMarked;
