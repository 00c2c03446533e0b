package io.muster.provisioning.signing;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The platform's signing keys: one signs, the ones before it still verify. */
public interface SigningKeys {

    /** The key that signs now, or null before the first one was made. */
    Uni<@Nullable SigningKey> current();

    /** Makes this key the one that signs, unless another replica was faster: then nothing changes. */
    Uni<Void> addFirst(SigningKey key);

    /** Every key that a valid token may have been signed with. */
    Uni<List<PublicSigningKey>> published();
}
