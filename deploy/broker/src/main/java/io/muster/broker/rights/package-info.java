/** What a client may say and hear. Plain rules, no broker. */
@NullMarked
package io.muster.broker.rights;

import org.jspecify.annotations.NullMarked;
