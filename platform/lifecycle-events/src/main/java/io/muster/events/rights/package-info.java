/** What a client of whatever broker may say and hear. Plain rules: a broker asks them, or a service that answers for one. */
@NullMarked
package io.muster.events.rights;

import org.jspecify.annotations.NullMarked;
