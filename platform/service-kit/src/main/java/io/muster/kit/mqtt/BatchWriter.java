package io.muster.kit.mqtt;

import java.util.List;
import java.util.function.IntSupplier;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Stores a batch, however long that takes: what fails is tried again until it succeeds. If what is in the batch is the
 * reason, it is halved until the message that cannot be stored stands alone, so that none stops the others.
 */
final class BatchWriter {

    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    /** The fault may be one that passes, for example a partition that is just being dropped. */
    private static final int MORE_TRIES_ALONE = 2;

    private final MessageStore store;
    private final IntakeSettings settings;
    private final IntSupplier connection;
    private final Runnable onRetry;

    /**
     * @param connection the channel's current one: what came by another is not worth another try
     * @param onRetry is told of each failure
     */
    BatchWriter(MessageStore store, IntakeSettings settings, IntSupplier connection, Runnable onRetry) {
        this.store = store;
        this.settings = settings;
        this.connection = connection;
        this.onRetry = onRetry;
    }

    /** Never fails. */
    Uni<Void> write(List<DeviceMessage> batch) {
        return persistently(
                batch.size(),
                attempt(batch)
                        .onFailure(DataFault::is)
                        .recoverWithUni(fault -> batch.size() == 1 ? alone(batch) : halves(batch, fault)));
    }

    private Uni<Void> halves(List<DeviceMessage> batch, Throwable fault) {
        LOG.debugf("device messages not stored together count=%d sqlstate=%s", batch.size(), DataFault.state(fault));
        int half = batch.size() / 2;
        return write(batch.subList(0, half)).chain(() -> write(batch.subList(half, batch.size())));
    }

    private Uni<Void> alone(List<DeviceMessage> single) {
        DeviceMessage message = single.get(0);
        return attempt(single)
                .onFailure(DataFault::is)
                .retry()
                .withBackOff(settings.retryDelay())
                .atMost(MORE_TRIES_ALONE)
                .onFailure(DataFault::is)
                .recoverWithUni(fault -> refuse(message, fault));
    }

    private Uni<Void> refuse(DeviceMessage message, Throwable fault) {
        message.subject()
                .during(() -> LOG.warnf(
                        "device message refused topic=%s sqlstate=%s", message.topic(), DataFault.state(fault)));
        return store.refuse(message)
                .onFailure(DataFault::is)
                .invoke(again -> message.subject()
                        .during(() -> LOG.errorf(
                                "device message dropped topic=%s bytes=%d sqlstate=%s",
                                message.topic(), message.size(), DataFault.state(again))))
                .onFailure(DataFault::is)
                .recoverWithNull();
    }

    private Uni<Void> persistently(int count, Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> {
                    onRetry.run();
                    LOG.warnf(
                            "device messages not stored, will be tried again count=%d reason=%s",
                            count, failure.toString());
                })
                .onFailure()
                .retry()
                .withBackOff(settings.retryDelay(), settings.longestRetryDelay())
                .indefinitely();
    }

    private Uni<Void> attempt(List<DeviceMessage> batch) {
        return Uni.createFrom().deferred(() -> {
            List<DeviceMessage> wanted = wanted(batch);
            return wanted.isEmpty() ? Uni.createFrom().voidItem() : store.store(wanted);
        });
    }

    private List<DeviceMessage> wanted(List<DeviceMessage> batch) {
        int current = connection.getAsInt();
        return batch.stream().noneMatch(message -> message.isSaidAgain(current))
                ? batch
                : batch.stream()
                        .filter(message -> !message.isSaidAgain(current))
                        .toList();
    }
}
