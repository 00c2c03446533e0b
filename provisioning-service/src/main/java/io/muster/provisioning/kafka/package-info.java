/** What we hear from the brokers. */
@NullMarked
package io.muster.provisioning.kafka;

import org.jspecify.annotations.NullMarked;
