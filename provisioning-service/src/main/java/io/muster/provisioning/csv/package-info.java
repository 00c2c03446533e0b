/** Tables as people's spreadsheets write them. */
@NullMarked
package io.muster.provisioning.csv;

import org.jspecify.annotations.NullMarked;
