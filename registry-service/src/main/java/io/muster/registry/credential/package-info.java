/** What the provisioning service says of devices' credentials, as far as a device's page shows it. */
@NullMarked
package io.muster.registry.credential;

import org.jspecify.annotations.NullMarked;
