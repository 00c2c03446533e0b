/** Our own processes, the five services and the gateway, and how all parts together make the platform. */
@NullMarked
package io.muster.stack.platform;

import org.jspecify.annotations.NullMarked;
