/** Devices that come in by themselves, in whatever dialect. */
@NullMarked
package io.muster.provisioning.onboarding;

import org.jspecify.annotations.NullMarked;
