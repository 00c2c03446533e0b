/** Device messages, acknowledged only after they are kept. */
@NullMarked
package io.muster.kit.mqtt;

import org.jspecify.annotations.NullMarked;
