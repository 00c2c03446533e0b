/** Secrets that are made here, compared and never given back. */
@NullMarked
package io.muster.provisioning.secret;

import org.jspecify.annotations.NullMarked;
