/** Brings devices what is desired of them: when it changes, and whenever they come to listen. */
@NullMarked
package io.muster.shadow.delivery;

import org.jspecify.annotations.NullMarked;
