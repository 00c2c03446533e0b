/** Gauges that come from the database: it is asked now and then, and never by whoever reads the metrics. */
@NullMarked
package io.muster.kit.sample;

import org.jspecify.annotations.NullMarked;
