package io.muster.command.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.audience.FleetSearch;
import io.muster.command.catalogue.Catalogue;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandRefusal;
import io.muster.command.execution.CommandRefusal.AudienceTooLarge;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.DueSignal;
import io.muster.command.execution.Lane;
import io.muster.kit.device.DeviceNames;
import io.muster.kit.group.KnownGroup;
import io.muster.kit.group.KnownGroups;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Orders a command of many devices, and takes it back. Waits for news of whom it does not know yet. */
@ApplicationScoped
public class BatchOrders {

    /** What came of an order to a list of devices: the batch, and the execution of each device that was found. */
    public record BulkOutcome(Batch batch, Map<String, String> executionsByReference) {}

    private final DeviceNames names;
    private final FleetSearch search;
    private final KnownGroups groups;
    private final Catalogue catalogue;
    private final BatchBook book;
    private final BatchControl control;
    private final BatchHistory history;
    private final BatchExecutions executions;
    private final DueSignal due;
    private final CommandSettings settings;

    BatchOrders(
            DeviceNames names,
            FleetSearch search,
            KnownGroups groups,
            Catalogue catalogue,
            BatchBook book,
            BatchControl control,
            BatchHistory history,
            BatchExecutions executions,
            DueSignal due,
            CommandSettings settings) {
        this.names = names;
        this.search = search;
        this.groups = groups;
        this.catalogue = catalogue;
        this.book = book;
        this.control = control;
        this.history = history;
        this.executions = executions;
        this.due = due;
        this.settings = settings;
    }

    /** @param references either name of each device; those that do not exist get no execution */
    public Uni<BulkOutcome> orderListed(CommandOrder order, List<String> references, Pace pace) {
        return names.resolve(order.workspace(), references).chain(found -> order(
                        order,
                        new Audience.Devices(found.values().stream().distinct().toList()),
                        pace)
                .chain(batch -> executionsOf(batch).map(byDevice -> outcome(batch, found, byDevice))));
    }

    public Uni<Batch> orderGroup(CommandOrder order, String groupId, Pace pace) {
        return groups.require(order.workspace(), groupId)
                .invoke(group -> check(order, group))
                .chain(group -> order(order, new Audience.Members(groupId), pace));
    }

    /** Of those who meet the query now. Fails with {@link io.muster.kit.query.QueryRefused}. */
    public Uni<Batch> orderMatching(CommandOrder order, String query, Pace pace) {
        return search.find(order.workspace(), query, settings.groupLimit() + 1)
                .chain(audience -> order(order, audience, pace));
    }

    /** Fails with {@link AudienceTooLarge}. */
    public Uni<Batch> order(CommandOrder order, Audience audience, Pace pace) {
        return check(order, audience)
                .chain(() -> book.open(order, audience, pace, null))
                .invoke(() -> due.raise(Lane.BATCH));
    }

    /**
     * Opens a batch in the caller's transaction, without a look at the catalogue, and answers its id. Fails with {@link
     * AudienceTooLarge}.
     *
     * @param parent the batch that it goes on with, as its readers are told
     */
    public Uni<String> open(CommandOrder order, Audience audience, Pace pace, @Nullable String parent) {
        return book.open(order, audience, pace, parent).map(Batch::id);
    }

    /**
     * Orders the same again of the devices that have failed, not answered in time, or not come in time, as a new batch
     * that names this one as its parent. Who has rejected it would do so again. Fails with {@link CommandRefusal}.
     */
    public Uni<Batch> retry(String workspace, String id, String by) {
        return history.batch(workspace, id)
                .call(parent -> check(parent.order(), new Audience.Failures(id)))
                .chain(parent -> book.retry(parent, by))
                .invoke(() -> due.raise(Lane.BATCH));
    }

    /** Takes back what is queued of the batch, part after part; what was sent goes on. */
    public Uni<Batch> cancel(String workspace, String id, String by) {
        return history.batch(workspace, id)
                .chain(() -> control.cancel(id, by))
                .chain(() -> control.takeBack(id, by))
                .chain(() -> history.batch(workspace, id));
    }

    private Uni<Void> check(CommandOrder order, Audience audience) {
        return catalogue.check(order.workspace(), order.command(), order.parameters(), audience);
    }

    @WithTransaction
    Uni<Map<String, String>> executionsOf(Batch batch) {
        return executions.byDevice(batch.id());
    }

    private void check(CommandOrder order, KnownGroup group) {
        AudienceTooLarge.refuse(group.members(), settings.groupLimit());
        if (!group.isComplete()) {
            Log.warnf(
                    "group ordered before all of its members were known workspace=%s group=%s announced=%d known=%d",
                    order.workspace(), group.id(), group.announced(), group.members());
        }
    }

    private static BulkOutcome outcome(Batch batch, Map<String, String> found, Map<String, String> byDevice) {
        Map<String, String> byReference = new LinkedHashMap<>();
        found.forEach((reference, device) -> byReference.put(reference, byDevice.get(device)));
        return new BulkOutcome(batch, byReference);
    }
}
