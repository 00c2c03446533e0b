package io.muster.provisioning.authority;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that exist: at most one a workspace. */
public interface Authorities {

    /** The workspace's authority, or null before it was first needed. */
    Uni<@Nullable CertificateAuthority> find(String workspace);

    /** Keeps a new authority, unless its workspace has got one meanwhile: then nothing changes. */
    Uni<Void> addFirst(CertificateAuthority authority);
}
