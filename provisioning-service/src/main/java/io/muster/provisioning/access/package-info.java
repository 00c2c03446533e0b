/** Who was kept out in the name of a device, and why. */
@NullMarked
package io.muster.provisioning.access;

import org.jspecify.annotations.NullMarked;
