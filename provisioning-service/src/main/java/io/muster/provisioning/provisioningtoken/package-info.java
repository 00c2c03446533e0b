/** One-time tokens with which a device may come in: made, waited on, used up. */
@NullMarked
package io.muster.provisioning.provisioningtoken;

import org.jspecify.annotations.NullMarked;
