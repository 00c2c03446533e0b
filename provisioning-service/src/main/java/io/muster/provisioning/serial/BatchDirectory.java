package io.muster.provisioning.serial;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.muster.provisioning.serial.SerialRefusal.BatchUnknown;
import io.smallrye.mutiny.Uni;

/** Where a workspace opens batches, whose serials are signed instead of enrolled. */
@ApplicationScoped
public class BatchDirectory {

    private static final int KEY_BYTES = 32;

    private final SerialBatches batches;
    private final SerialRules rules;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    BatchDirectory(SerialBatches batches, SerialRules rules) {
        this.batches = batches;
        this.rules = rules;
    }

    /** A batch with a fresh key, which is given out this once. */
    public Uni<SerialBatch> open(String workspace, TermsRequest request, String by) {
        FieldChecks checks = new FieldChecks();
        Terms terms = rules.terms(request, checks);
        checks.orRefuse();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        SerialBatch batch =
                SerialBatch.opened(workspace, key, terms, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return batches.add(batch).replaceWith(batch);
    }

    public Uni<Page<SerialBatch>> page(String workspace, PageRequest page) {
        return batches.page(workspace, page);
    }

    /** No serial of it can register any more; the devices and their keys stay. */
    public Uni<Void> close(String workspace, String id) {
        return batches.remove(workspace, id)
                .invoke(removed -> {
                    if (!removed) {
                        throw new BatchUnknown(id);
                    }
                })
                .replaceWithVoid();
    }
}
