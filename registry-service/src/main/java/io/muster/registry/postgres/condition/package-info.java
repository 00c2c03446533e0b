/** Conditions on devices in SQL. Everything that came from a caller is a parameter; names of columns are our own. */
@NullMarked
package io.muster.registry.postgres.condition;

import org.jspecify.annotations.NullMarked;
