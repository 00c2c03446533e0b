/** What keeps private keys unreadable in the database. */
@NullMarked
package io.muster.provisioning.vault;

import org.jspecify.annotations.NullMarked;
