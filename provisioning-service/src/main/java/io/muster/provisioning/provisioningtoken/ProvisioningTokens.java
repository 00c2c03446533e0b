package io.muster.provisioning.provisioningtoken;

import java.time.Instant;
import java.util.List;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** All tokens. Used inside of a transaction. */
public interface ProvisioningTokens {

    Uni<Void> add(List<ProvisioningToken> tokens);

    /** The token with this verifier in any workspace, or null. */
    Uni<@Nullable ProvisioningToken> shown(String verifier);

    /** As {@link #shown}, held against every other use until the transaction ends. */
    Uni<@Nullable ProvisioningToken> lockShown(String verifier);

    /** The workspace's token, held as above, or null. */
    Uni<@Nullable ProvisioningToken> lock(String workspace, String id);

    /** Keeps the new state of a locked token. */
    Uni<Void> save(ProvisioningToken token);

    /** The newest first. */
    Uni<Page<ProvisioningToken>> page(String workspace, PageRequest page);

    /** False if the workspace has no such token. */
    Uni<Boolean> remove(String workspace, String id);

    /** The used token with which the device came in, held as above, or null. */
    Uni<@Nullable ProvisioningToken> lockUsedBy(KnownDevice device);

    /** Removes a few of those that expired before this time. */
    Uni<Void> forgetBefore(Instant time);
}
