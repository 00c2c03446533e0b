package io.muster.command.rollout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When devices may be sent to.
 *
 * @param start the first moment of it; together with an equal end it lasts the whole day
 * @param end the first moment after it; before the start, it is one of the next day
 * @param days on which it begins
 * @param zone whose clock it goes by
 */
public record Window(LocalTime start, LocalTime end, Set<DayOfWeek> days, Zone zone) {

    /** Whose clock counts. */
    public sealed interface Zone {

        /** Each device's own. */
        record OfDevice() implements Zone {}

        record Named(ZoneId id) implements Zone {}
    }

    public Window {
        days = Set.copyOf(days);
    }

    /** @param device the zone of the devices in question */
    boolean isOpen(Instant now, ZoneId device) {
        ZonedDateTime there = now.atZone(zone instanceof Zone.Named named ? named.id() : device);
        LocalTime time = there.toLocalTime();
        boolean beganToday = !time.isBefore(start) && (time.isBefore(end) || !start.isBefore(end));
        boolean beganYesterday = !start.isBefore(end) && time.isBefore(end);
        return beganToday && days.contains(there.getDayOfWeek())
                || beganYesterday && days.contains(there.getDayOfWeek().minus(1));
    }
}
