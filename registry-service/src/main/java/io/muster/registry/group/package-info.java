/** Groups that people sort devices into. */
@NullMarked
package io.muster.registry.group;

import org.jspecify.annotations.NullMarked;
