/** What an order would come to if it were taken now. Nothing is changed by asking. */
@NullMarked
package io.muster.command.dryrun;

import org.jspecify.annotations.NullMarked;
