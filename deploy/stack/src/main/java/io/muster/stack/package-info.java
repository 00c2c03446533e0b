/** The whole platform on one machine: its commands, its files and its ports. */
@NullMarked
package io.muster.stack;

import org.jspecify.annotations.NullMarked;
