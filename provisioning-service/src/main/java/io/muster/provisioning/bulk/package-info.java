/** Many devices from one CSV file. */
@NullMarked
package io.muster.provisioning.bulk;

import org.jspecify.annotations.NullMarked;
