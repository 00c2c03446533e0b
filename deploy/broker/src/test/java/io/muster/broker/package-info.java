@NullMarked
package io.muster.broker;

import org.jspecify.annotations.NullMarked;
