package io.muster.telemetry.http;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.Ingest;
import io.muster.telemetry.ingest.Reception;

/** Stores messages of requests, no more at the same time than fit into memory as readings. */
@ApplicationScoped
class PortionStore {

    private final Ingest ingest;
    private final SharedBytes storing;

    PortionStore(Ingest ingest, BodyLimits limits) {
        this.ingest = ingest;
        this.storing = new SharedBytes(limits.storing(), limits.patience());
    }

    /**
     * Waits for its turn and until all is committed: for worker threads, on which the messages are read, too.
     *
     * @param device of all of them
     */
    Reception store(String device, List<IncomingMessage> messages) throws InterruptedException {
        long bytes =
                messages.stream().mapToLong(message -> message.payload().length).sum();
        storing.take(bytes);
        try {
            return ingest.from(device)
                    .await()
                    .indefinitely()
                    .receive(messages)
                    .await()
                    .indefinitely();
        } finally {
            storing.giveBack(bytes);
        }
    }
}
