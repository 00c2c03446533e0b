package io.muster.provisioning.authority;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The certificate authorities of all workspaces: one of each signs, those before it are still trusted. */
public interface Authorities {

    /** The authority that signs in this workspace, or null before it was first needed. */
    Uni<@Nullable CertificateAuthority> current(String workspace);

    /** This one of the workspace's authorities, or null. */
    Uni<@Nullable CertificateAuthority> find(String workspace, String id);

    /** All that ever were in this workspace, the newest first. */
    Uni<List<CertificateAuthority>> all(String workspace);

    /** Keeps a new authority that signs from now on, unless its workspace has got one meanwhile: then nothing changes. */
    Uni<Void> addFirst(CertificateAuthority authority);

    /** The next one signs instead of the current one, unless that has changed meanwhile: then nothing changes. */
    Uni<Void> succeed(CertificateAuthority current, CertificateAuthority next);
}
