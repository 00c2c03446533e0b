package io.muster.broker.identity;

import io.muster.events.CredentialEvent.Kind;

/**
 * What a client has shown, in the form in which the platform knows it.
 *
 * @param verifier what must be listed for the device; see {@link
 *     io.muster.events.CredentialEvent.Credential#verifier()}
 * @param proven whether the platform itself vouches for it, by its signature, even before the broker has heard of it
 * @param fresh whether it may be so new that the broker has not heard of it yet
 */
record Evidence(Kind kind, String verifier, boolean proven, boolean fresh) {

    /** Whether it names its device by itself, so that a user name says nothing more. */
    boolean provesName() {
        return kind == Kind.CERTIFICATE;
    }
}
