/** Who calls, in which workspace, with which role. */
@NullMarked
package io.muster.kit.identity;

import org.jspecify.annotations.NullMarked;
