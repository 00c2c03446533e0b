/** What is known of the commands of a device type: a schema of their parameters. */
@NullMarked
package io.muster.command.catalogue;

import org.jspecify.annotations.NullMarked;
