package io.muster.provisioning.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.muster.provisioning.bulk.Outcome.Created;
import io.muster.provisioning.bulk.Outcome.Failed;
import io.muster.provisioning.bulk.Outcome.Updated;

/**
 * How it went with a file.
 *
 * @param failed in the order of the file
 */
public record BulkReport(int created, List<Updated> updated, List<Failed> failed) {

    public int successful() {
        return created + updated.size();
    }

    public int all() {
        return successful() + failed.size();
    }

    /** Counts what comes, and keeps only what is reported one by one. */
    static final class Tally {
        private int created;
        private final List<Updated> updated = new ArrayList<>();
        private final List<Failed> failed = new ArrayList<>();

        void add(Outcome outcome) {
            if (outcome instanceof Created) {
                created++;
            } else if (outcome instanceof Updated one) {
                updated.add(one);
            } else if (outcome instanceof Failed one) {
                failed.add(one);
            }
        }

        BulkReport report() {
            failed.sort(Comparator.comparingLong(Failed::row));
            return new BulkReport(created, List.copyOf(updated), List.copyOf(failed));
        }
    }
}
