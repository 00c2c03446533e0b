/** Whom work is done for: in traces (OpenTelemetry) and in log lines. */
@NullMarked
package io.muster.kit.trace;

import org.jspecify.annotations.NullMarked;
