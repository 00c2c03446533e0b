package io.muster.provisioning.authority;

import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** The certificates that ended before they said themselves, until they would have ended anyway. */
public interface RevokedCertificates {

    /** Inside a transaction. One that was withdrawn before keeps the earlier time; some that have expired go. */
    Uni<Void> add(String workspace, List<Withdrawal> withdrawals);

    /** Those of this authority that are revoked now and not yet expired, at most so many, the newest ones. */
    Uni<List<Withdrawal>> of(String workspace, String authority, Instant now, int most);
}
