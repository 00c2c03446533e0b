/** What of a device's shadow is read out of what it says elsewhere. */
@NullMarked
package io.muster.shadow.derivation;

import org.jspecify.annotations.NullMarked;
