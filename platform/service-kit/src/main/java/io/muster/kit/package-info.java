/** The edge that all services share. Each package is one concern; none knows a feature of a service. */
@NullMarked
package io.muster.kit;

import org.jspecify.annotations.NullMarked;
