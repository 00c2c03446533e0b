/** The running platform as a black box: stories that a user would tell of it. */
@NullMarked
package io.muster.systemtests;

import org.jspecify.annotations.NullMarked;
