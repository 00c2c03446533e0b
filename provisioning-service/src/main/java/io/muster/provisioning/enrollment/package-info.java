/** Devices that enroll with a password that is good once. */
@NullMarked
package io.muster.provisioning.enrollment;

import org.jspecify.annotations.NullMarked;
