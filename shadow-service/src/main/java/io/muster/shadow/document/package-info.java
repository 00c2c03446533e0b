/** What a device is and should be, as plain values: merge patches, differences, limits. */
@NullMarked
package io.muster.shadow.document;

import org.jspecify.annotations.NullMarked;
