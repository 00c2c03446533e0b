package io.muster.command.rollout;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.muster.command.rollout.WantedPlan.WantedWindow;
import io.muster.command.rollout.Window.Zone;
import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** Completes and checks windows, noting each wrong field. */
final class WindowReader {

    private static final String DEVICE = "device";
    private static final Map<String, DayOfWeek> DAYS = Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(
                    day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toLowerCase(Locale.ROOT),
                    Function.identity()));

    private final FieldChecks checks;

    WindowReader(FieldChecks checks) {
        this.checks = checks;
    }

    Window read(WantedWindow wanted) {
        return new Window(
                time("window.start", wanted.start()),
                time("window.end", wanted.end()),
                days(wanted.days()),
                zone(Objects.requireNonNullElse(wanted.zone(), "UTC")));
    }

    private LocalTime time(String field, @Nullable String wanted) {
        try {
            return LocalTime.parse(Objects.requireNonNullElse(wanted, ""));
        } catch (DateTimeException e) {
            checks.require(false, field, "must be a time of day such as '22:30'");
            return LocalTime.MIDNIGHT;
        }
    }

    private Set<DayOfWeek> days(@Nullable List<String> wanted) {
        if (wanted == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        checks.require(
                !wanted.isEmpty() && wanted.stream().allMatch(day -> day != null && DAYS.containsKey(day)),
                "window.days",
                "must be of mon, tue, wed, thu, fri, sat, sun, at least one");
        return wanted.stream()
                .filter(Objects::nonNull)
                .filter(DAYS::containsKey)
                .map(DAYS::get)
                .collect(Collectors.toSet());
    }

    private Zone zone(String wanted) {
        if (wanted.equals(DEVICE)) {
            return new Zone.OfDevice();
        }
        boolean known = ZoneId.getAvailableZoneIds().contains(wanted);
        checks.require(known, "window.zone", "must be 'device' or a name such as 'Europe/Berlin'");
        return new Zone.Named(known ? ZoneId.of(wanted) : ZoneOffset.UTC);
    }
}
