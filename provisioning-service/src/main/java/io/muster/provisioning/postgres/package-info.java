/** Keys, authorities and credentials as rows. */
@NullMarked
package io.muster.provisioning.postgres;

import org.jspecify.annotations.NullMarked;
