package io.muster.registry.credential;

import java.util.List;
import java.util.Set;

import io.smallrye.mutiny.Uni;

/** The newest credential of each device, inside of a transaction that has locked the devices. */
public interface DeviceCredentials {

    /**
     * Keeps what the newest news says, unless a higher or the same revision is known.
     *
     * @param news one of each device
     * @return the devices of which it was news
     */
    Uni<Set<String>> keep(List<CredentialNews> news);
}
