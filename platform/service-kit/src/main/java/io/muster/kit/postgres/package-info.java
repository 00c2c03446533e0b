/** Connections to Postgres, and how long they are waited for. */
@NullMarked
package io.muster.kit.postgres;

import org.jspecify.annotations.NullMarked;
