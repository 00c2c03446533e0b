/** What a device proves itself with: issued, replaced, listed, revoked. */
@NullMarked
package io.muster.provisioning.credential;

import org.jspecify.annotations.NullMarked;
