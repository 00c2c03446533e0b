/** What the platform hears of credentials: who was kept out, and from when on a change of them counts. */
@NullMarked
package io.muster.broker.access;

import org.jspecify.annotations.NullMarked;
