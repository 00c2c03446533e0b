/** What the tests of all services use: real servers, and the outside world in small: callers, other services, devices. */
@NullMarked
package io.muster.kit.testing;

import org.jspecify.annotations.NullMarked;
