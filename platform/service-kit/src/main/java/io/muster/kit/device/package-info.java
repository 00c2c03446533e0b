/** What every service but the registry keeps of devices: which exist, and which are there. */
@NullMarked
package io.muster.kit.device;

import org.jspecify.annotations.NullMarked;
