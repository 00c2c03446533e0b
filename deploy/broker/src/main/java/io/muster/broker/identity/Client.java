package io.muster.broker.identity;

import io.muster.events.rights.ServiceAccount;

/** Who is on the other end of a connection, beyond doubt. */
public sealed interface Client {

    String clientId();

    /** @param credential the id of the credential it came with */
    record Device(String workspace, String id, String clientId, String credential) implements Client {}

    record Service(ServiceAccount account, String clientId) implements Client {}
}
