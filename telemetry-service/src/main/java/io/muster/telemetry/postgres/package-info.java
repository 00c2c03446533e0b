/** Where readings are kept: batches in one statement, days in partitions. */
@NullMarked
package io.muster.telemetry.postgres;

import org.jspecify.annotations.NullMarked;
