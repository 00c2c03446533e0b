/** Which groups there are and who is in them, as a service other than the registry knows it. */
@NullMarked
package io.muster.kit.group;

import org.jspecify.annotations.NullMarked;
