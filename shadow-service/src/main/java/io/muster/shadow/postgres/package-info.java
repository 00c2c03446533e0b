/** Where shadows are kept; rows and SQL stay in here. */
@NullMarked
package io.muster.shadow.postgres;

import org.jspecify.annotations.NullMarked;
