@NullMarked
package io.muster.telemetry;

import org.jspecify.annotations.NullMarked;
