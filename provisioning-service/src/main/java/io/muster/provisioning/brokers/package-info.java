/** What brokers ask that have not our plugin: who a client is, and what it may say and hear. */
@NullMarked
package io.muster.provisioning.brokers;

import org.jspecify.annotations.NullMarked;
