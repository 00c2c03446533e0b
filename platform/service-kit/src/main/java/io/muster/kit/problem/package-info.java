/** How a service says no: refusals of the domain, and their RFC 9457 form on the wire. */
@NullMarked
package io.muster.kit.problem;

import org.jspecify.annotations.NullMarked;
