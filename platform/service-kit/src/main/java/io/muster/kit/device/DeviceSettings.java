package io.muster.kit.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a service keeps of devices that others look after. */
@ConfigMapping(prefix = "muster.device")
public interface DeviceSettings {

    /** Whether the service keeps a projection of devices; fixed when it is built. The registry has the devices. */
    @WithDefault("true")
    boolean known();

    /** Whether the service keeps a projection of who is connected; fixed when it is built. */
    @WithDefault("false")
    boolean sessions();

    /** Whether devices may call with their tokens; fixed when it is built. */
    @WithDefault("false")
    boolean tokens();

    /** Whether the service keeps a projection of groups and their members; fixed when it is built. */
    @WithDefault("false")
    boolean groups();

    /** How long a request about a device that is not known here waits for news of it. */
    @WithDefault("2s")
    Duration newsWait();

    /** How soon a waiting request looks again, at first. */
    @WithDefault("20ms")
    Duration newsPoll();

    /** The most devices that are looked for in one statement; requests that come at the same time share it. */
    @WithDefault("100")
    int lookupsTogether();

    /** The most of such statements at the same time. */
    @WithDefault("2")
    int lookupsAtOnce();

    /** The most devices that wait to be looked for; a request about one more is answered with 503. */
    @WithDefault("10000")
    int lookupsWaiting();

    /**
     * The tables of this service that hold a device's data, each with a column {@code device}: what a deletion with
     * {@code purgeData} empties, and what its receipt counts.
     */
    Optional<List<String>> purgedTables();
}
