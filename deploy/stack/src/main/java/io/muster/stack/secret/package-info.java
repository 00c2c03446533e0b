/** What the stack makes up for itself at its first start: passwords, keys, certificates. */
@NullMarked
package io.muster.stack.secret;

import org.jspecify.annotations.NullMarked;
