/** Conditions on devices in SQL. Everything that came from a caller is a parameter; names of columns are our own. */
@NullMarked
package io.muster.kit.query.sql;

import org.jspecify.annotations.NullMarked;
