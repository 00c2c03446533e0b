/** The keys that sign device tokens, and the tokens. */
@NullMarked
package io.muster.provisioning.signing;

import org.jspecify.annotations.NullMarked;
