/** How often one caller may ask. */
@NullMarked
package io.muster.provisioning.rate;

import org.jspecify.annotations.NullMarked;
