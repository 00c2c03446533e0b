/** What this broker knows of the others of its cluster. Plain rules, no broker. */
@NullMarked
package io.muster.broker.cluster;

import org.jspecify.annotations.NullMarked;
