/** What is said of devices before the registry has them. */
@NullMarked
package io.muster.registry.news;

import org.jspecify.annotations.NullMarked;
