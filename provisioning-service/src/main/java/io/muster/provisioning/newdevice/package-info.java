/** Devices that are expected: announced by a person, come to the door by themselves, let in by a person. */
@NullMarked
package io.muster.provisioning.newdevice;

import org.jspecify.annotations.NullMarked;
