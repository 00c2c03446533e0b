/** What shadows were before: every version, for a while. */
@NullMarked
package io.muster.shadow.history;

import org.jspecify.annotations.NullMarked;
