package io.muster.command.execution;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevices;
import io.smallrye.mutiny.Uni;

/** Orders a command of one device, and takes it back. Waits for news of a device that it does not know yet. */
@ApplicationScoped
public class Orders {

    private final KnownDevices devices;
    private final OrderBook book;
    private final DueSignal due;

    Orders(KnownDevices devices, OrderBook book, DueSignal due) {
        this.devices = devices;
        this.book = book;
        this.due = due;
    }

    /**
     * Fails with {@link io.muster.kit.problem.InvalidRequest} if the device's type wants other parameters.
     *
     * @param reference either name of the device
     */
    public Uni<Execution> order(CommandOrder order, String reference) {
        return devices.require(order.workspace(), reference)
                .chain(device -> book.open(order, device.id()))
                .invoke(() -> due.raise(Lane.SINGLE));
    }

    /** Takes a queued command back; one that was taken back before stays so. Fails with {@link CommandRefusal}. */
    public Uni<Execution> cancel(String workspace, String id, String by) {
        return book.cancel(workspace, id, by);
    }
}
