/** Secrets that are compared and never given back: those that are made here, and those that people chose. */
@NullMarked
package io.muster.provisioning.secret;

import org.jspecify.annotations.NullMarked;
