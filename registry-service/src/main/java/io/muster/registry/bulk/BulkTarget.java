package io.muster.registry.bulk;

import java.util.List;

/** Which devices are to be changed. */
public sealed interface BulkTarget {

    /** @param references {@code id} or {@code deviceId} of each */
    record Named(List<String> references) implements BulkTarget {
        public Named {
            references = List.copyOf(references);
        }
    }

    /** @param query in the language of fleet queries */
    record Found(String query) implements BulkTarget {}
}
