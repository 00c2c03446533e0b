/** What is where: directories, ports and names. */
@NullMarked
package io.muster.stack.layout;

import org.jspecify.annotations.NullMarked;
