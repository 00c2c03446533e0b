/** How soon the brokers go by what was revoked. */
@NullMarked
package io.muster.provisioning.revocation;

import org.jspecify.annotations.NullMarked;
