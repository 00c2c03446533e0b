package io.muster.provisioning.credential;

import java.util.Optional;

import io.muster.provisioning.authority.ProvenKey;

/** With what a device is to prove itself. */
public sealed interface Proof {

    /** A signed token, under {@code {workspace}_{id}}. */
    record Token() implements Proof {}

    /** @param key the device's own; empty to have one made for it */
    record Certificate(Optional<ProvenKey> key) implements Proof {}

    /** A secret that is made here. */
    record Secret(Login login) implements Proof {}

    /** A password that somebody chose. */
    record Password(Login login, String password) implements Proof {

        /** Without the password. */
        @Override
        public String toString() {
            return "Password[login=" + login + "]";
        }
    }
}
