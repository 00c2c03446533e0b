package io.muster.provisioning.serial;

import java.util.List;
import java.util.Set;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The serials that may register. Used inside of a transaction. */
public interface Serials {

    /**
     * Enrols each, or gives it new terms if its workspace has enrolled it before.
     *
     * @return those that are there now, with whether they are new; the others belong to somebody else
     */
    Uni<Set<Kept>> keep(List<Serial> serials);

    /** @param fresh whether it was not enrolled before */
    record Kept(String serial, boolean fresh) {}

    /** Enrols it, unless it is there. */
    Uni<Void> keepIfNew(Serial serial);

    /** The serial, whoever has enrolled it, held against every other registration until the transaction ends. */
    Uni<@Nullable Serial> lock(String serial);

    /** Writes what has changed by a registration. */
    Uni<Void> save(Serial registered);

    Uni<@Nullable Serial> find(String workspace, String serial);

    /** In their alphabetical order. */
    Uni<Page<Serial>> page(String workspace, PageRequest page);

    /** False if the workspace has no such serial. */
    Uni<Boolean> remove(String workspace, String serial);

    /** The device that a serial registered as is no more; the serial may register as if for the first time. */
    Uni<Void> forgetDevice(String device);
}
