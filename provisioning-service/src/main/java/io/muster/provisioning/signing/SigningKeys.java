package io.muster.provisioning.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The platform's signing keys: one signs, the ones before it still verify, the next one is known already. */
public interface SigningKeys {

    /** The key that signs now, or null before the first one was made. */
    Uni<@Nullable SigningKey> current();

    /** When the newest key began to sign, or will; null before the first one was made. */
    Uni<@Nullable Instant> newest();

    /**
     * Has this key sign from then on, unless another replica was faster: then nothing changes.
     *
     * @param newest what {@link #newest} said when the key was found to be due
     */
    Uni<Void> add(SigningKey key, Instant signsFrom, @Nullable Instant newest);

    /**
     * Every key that a valid token may have been signed with, and the next one.
     *
     * @param overlap how long a key that no longer signs is published in any case
     */
    Uni<List<PublicSigningKey>> published(Duration overlap);
}
