package io.muster.command.execution;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.catalogue.Catalogue;
import io.muster.kit.device.KnownDevices;
import io.smallrye.mutiny.Uni;

/** Orders a command of one device, and takes it back. Waits for news of a device that it does not know yet. */
@ApplicationScoped
public class Orders {

    private final KnownDevices devices;
    private final Catalogue catalogue;
    private final OrderBook book;
    private final DueSignal due;

    Orders(KnownDevices devices, Catalogue catalogue, OrderBook book, DueSignal due) {
        this.devices = devices;
        this.catalogue = catalogue;
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
                .call(device -> catalogue.check(
                        order.workspace(),
                        order.command(),
                        order.parameters(),
                        new Audience.Devices(List.of(device.id()))))
                .chain(device -> book.open(order, device.id()))
                .invoke(() -> due.raise(Lane.SINGLE));
    }

    /** Takes a queued command back; one that was taken back before stays so. Fails with {@link CommandRefusal}. */
    public Uni<Execution> cancel(String workspace, String id, String by) {
        return book.cancel(workspace, id, by);
    }
}
