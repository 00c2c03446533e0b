/** What the registry says of groups. */
@NullMarked
package io.muster.command.kafka;

import org.jspecify.annotations.NullMarked;
