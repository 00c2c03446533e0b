/** Who may change a shadow, and how: people what is desired, the device what is reported. */
@NullMarked
package io.muster.shadow.change;

import org.jspecify.annotations.NullMarked;
