package io.muster.provisioning.newdevice;

import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** What each workspace has said of security tokens. */
public interface TokenPolicies {

    /** Empty if it has said nothing. */
    Uni<Optional<TokenPolicy>> of(String workspace);

    Uni<Void> set(String workspace, TokenPolicy policy);
}
