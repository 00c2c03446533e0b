/** For how long what devices said is kept. */
@NullMarked
package io.muster.telemetry.retention;

import org.jspecify.annotations.NullMarked;
