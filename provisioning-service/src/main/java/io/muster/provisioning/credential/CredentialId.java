package io.muster.provisioning.credential;

import io.muster.kit.Ids;

/** Names a credential, in lists, in events and in the token itself. */
public record CredentialId(String text) {

    static CredentialId next() {
        return new CredentialId(Ids.next("crd"));
    }
}
