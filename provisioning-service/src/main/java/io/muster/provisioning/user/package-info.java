/** The people and programs of a workspace that come with a password: on the Cumulocity-style endpoints. */
@NullMarked
package io.muster.provisioning.user;

import org.jspecify.annotations.NullMarked;
