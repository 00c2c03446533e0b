/** How passwords that people chose are kept: so that they can be checked, and never be read. */
@NullMarked
package io.muster.kit.password;

import org.jspecify.annotations.NullMarked;
