/** The certificate authority of each workspace, and the certificates of its devices. */
@NullMarked
package io.muster.provisioning.authority;

import org.jspecify.annotations.NullMarked;
