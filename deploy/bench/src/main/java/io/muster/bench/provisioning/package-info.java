/** How fast devices become trusted, and lose that trust. */
@NullMarked
package io.muster.bench.provisioning;

import org.jspecify.annotations.NullMarked;
