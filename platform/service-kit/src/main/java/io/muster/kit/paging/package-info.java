/** Lists in pages. */
@NullMarked
package io.muster.kit.paging;

import org.jspecify.annotations.NullMarked;
