/** What is desired of many devices where nothing else is desired of one: by workspace, type and group. */
@NullMarked
package io.muster.shadow.defaults;

import org.jspecify.annotations.NullMarked;
