/** The fleet query language: conditions on devices as people write them, read, checked and printed. */
@NullMarked
package io.muster.kit.query;

import org.jspecify.annotations.NullMarked;
