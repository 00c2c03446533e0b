/** What the services say to each other: topic names, events, and their one JSON form. Knows no framework. */
@NullMarked
package io.muster.events;

import org.jspecify.annotations.NullMarked;
