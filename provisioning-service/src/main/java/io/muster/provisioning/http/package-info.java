/** The REST side. */
@NullMarked
package io.muster.provisioning.http;

import org.jspecify.annotations.NullMarked;
