/** The topics of the platform, made where they are missing. */
@NullMarked
package io.muster.broker.topics;

import org.jspecify.annotations.NullMarked;
