/** A write and its event in one transaction. */
@NullMarked
package io.muster.kit.outbox;

import org.jspecify.annotations.NullMarked;
