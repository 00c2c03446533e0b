package io.muster.telemetry.aggregate;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Time zones whose names mean the same here and in Postgres. */
final class Zones {

    /**
     * To Postgres these are abbreviations of one offset from UTC, without summer; as names of zones they stand for the
     * clocks of these places.
     */
    private static final Map<String, String> ABBREVIATIONS =
            Map.of("CET", "Europe/Brussels", "MET", "Europe/Brussels", "EET", "Europe/Athens", "WET", "Europe/Lisbon");
    /** Known to Java alone; Postgres would take them for rules, and not for the same ones. */
    private static final String OLD = "SystemV/";

    private Zones() {}

    /** Empty if there is none of this name. */
    static Optional<ZoneId> named(String name) {
        String meant = ABBREVIATIONS.getOrDefault(name, name);
        return ZoneId.getAvailableZoneIds().contains(meant) && !meant.startsWith(OLD)
                ? Optional.of(ZoneId.of(meant))
                : Optional.empty();
    }
}
