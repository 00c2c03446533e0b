/** Tables for spreadsheets. */
@NullMarked
package io.muster.kit.csv;

import org.jspecify.annotations.NullMarked;
