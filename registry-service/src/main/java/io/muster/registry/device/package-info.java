/** Which devices exist: what they are, and whether they may take part. */
@NullMarked
package io.muster.registry.device;

import org.jspecify.annotations.NullMarked;
