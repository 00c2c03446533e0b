package io.muster.command.batch;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.audience.DeviceNames;
import io.muster.command.batch.BatchBook.OpenedBatch;
import io.muster.command.catalogue.Catalogue;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandRefusal.GroupTooLarge;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.DueSignal;
import io.muster.command.execution.Executions.Opened;
import io.muster.kit.group.KnownGroup;
import io.muster.kit.group.KnownGroups;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Orders a command of many devices, and takes it back. Waits for news of whom it does not know yet. */
@ApplicationScoped
public class BatchOrders {

    /** What came of an order to a list of devices: the batch, and the execution of each device that was found. */
    public record BulkOutcome(Batch batch, Map<String, String> executionsByReference) {}

    private final DeviceNames names;
    private final KnownGroups groups;
    private final Catalogue catalogue;
    private final BatchBook book;
    private final BatchHistory history;
    private final DueSignal due;
    private final CommandSettings settings;

    BatchOrders(
            DeviceNames names,
            KnownGroups groups,
            Catalogue catalogue,
            BatchBook book,
            BatchHistory history,
            DueSignal due,
            CommandSettings settings) {
        this.names = names;
        this.groups = groups;
        this.catalogue = catalogue;
        this.book = book;
        this.history = history;
        this.due = due;
        this.settings = settings;
    }

    /** @param references either name of each device; those that do not exist get no execution */
    public Uni<BulkOutcome> orderListed(CommandOrder order, List<String> references) {
        return names.resolve(order.workspace(), references)
                .chain(found ->
                        open(order, new Audience.Devices(distinctIds(found))).map(opened -> outcome(found, opened)))
                .invoke(due::raise);
    }

    public Uni<Batch> orderGroup(CommandOrder order, String groupId) {
        return groups.require(order.workspace(), groupId)
                .invoke(group -> check(order, group))
                .chain(group -> open(order, new Audience.Members(groupId)))
                .map(OpenedBatch::batch)
                .invoke(due::raise);
    }

    /** Takes back what is queued of the batch, part after part; what was sent goes on. */
    public Uni<Batch> cancel(String workspace, String id, String by) {
        return history.batch(workspace, id)
                .chain(() -> book.cancelQueued(id, by)
                        .repeat()
                        .whilst(found -> found > 0)
                        .collect()
                        .last())
                .chain(() -> history.batch(workspace, id));
    }

    private Uni<OpenedBatch> open(CommandOrder order, Audience audience) {
        return catalogue
                .check(order.workspace(), order.command(), order.parameters(), audience)
                .chain(() -> book.open(order, audience));
    }

    private void check(CommandOrder order, KnownGroup group) {
        if (group.members() > settings.groupLimit()) {
            throw new GroupTooLarge(group.members(), settings.groupLimit());
        }
        if (!group.isComplete()) {
            Log.warnf(
                    "group ordered before all of its members were known workspace=%s group=%s announced=%d known=%d",
                    order.workspace(), group.id(), group.announced(), group.members());
        }
    }

    private static List<String> distinctIds(Map<String, String> found) {
        return found.values().stream().distinct().toList();
    }

    private static BulkOutcome outcome(Map<String, String> idsByReference, OpenedBatch opened) {
        Map<String, String> byDevice =
                opened.executions().stream().collect(Collectors.toMap(Opened::device, Opened::id));
        return new BulkOutcome(
                opened.batch(),
                idsByReference.keySet().stream()
                        .collect(
                                Collectors.toMap(Function.identity(), name -> byDevice.get(idsByReference.get(name)))));
    }
}
