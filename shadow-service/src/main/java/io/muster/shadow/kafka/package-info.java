/** What the shadow service hears from the others, beside what the kit hears. */
@NullMarked
package io.muster.shadow.kafka;

import org.jspecify.annotations.NullMarked;
