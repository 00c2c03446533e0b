/** The same change of many devices in one request. */
@NullMarked
package io.muster.registry.bulk;

import org.jspecify.annotations.NullMarked;
