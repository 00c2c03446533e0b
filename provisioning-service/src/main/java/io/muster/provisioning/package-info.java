/** How a device becomes trusted: its credentials, the keys that sign them and the authorities behind them. */
@NullMarked
package io.muster.provisioning;

import org.jspecify.annotations.NullMarked;
