package io.muster.registry.device;

import java.util.List;
import java.util.Set;

import io.smallrye.mutiny.Uni;

/** Where many new devices go at once, past the ORM. */
public interface DeviceBatches {

    /**
     * Adds the devices whose names are free and which were not deleted before, and says so on {@code device-lifecycle}, in one transaction of its own.
     * Asked again after a failure it tells what the first time has brought about.
     *
     * @return those that are there now
     */
    Uni<Set<DeviceId>> add(List<Device> devices);
}
