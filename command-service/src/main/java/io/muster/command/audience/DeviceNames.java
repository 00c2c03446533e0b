package io.muster.command.audience;

import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;

/** Who is meant by what a caller calls devices. */
public interface DeviceNames {

    /**
     * The {@code id}s of the devices, by the references (either name) that were given; those that the workspace does
     * not have are missing. Devices that are not known yet are waited for as long as {@code muster.device.news-wait}
     * says.
     */
    Uni<Map<String, String>> resolve(String workspace, List<String> references);
}
