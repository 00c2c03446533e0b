package io.muster.provisioning.credential;

import io.muster.kit.Ids;

/** Names a credential, in lists, in events and in the token itself. */
public record CredentialId(String text) {

    private static final String PREFIX = "crd";

    static CredentialId next() {
        return new CredentialId(Ids.next(PREFIX));
    }

    /** Without the prefix, which would cost a small device six letters of its token. */
    String inToken() {
        return text.substring(PREFIX.length() + 1);
    }
}
