package io.muster.registry.http;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.muster.kit.paging.PageRequest;
import io.muster.kit.paging.PagingSettings;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; a wrong one is refused by name. */
final class Parameters {

    private Parameters() {}

    static PageRequest page(@Nullable String page, @Nullable String limit) {
        return new PageRequest(
                page == null ? 1 : number("page", page),
                limit == null ? PagingSettings.limit() : number("limit", limit));
    }

    /** False if it is absent. */
    static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new InvalidRequest(name, "must be true or false");
    }

    /** The parts between commas. */
    static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** The elements of a list in a body, none of which may be null. */
    static List<String> texts(String field, List<@Nullable String> values) {
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequest(field, "must be texts");
        }
        return values.stream().map(String::valueOf).toList();
    }

    static DeviceStatus status(String word) {
        return DeviceStatus.of(word)
                .orElseThrow(() -> new InvalidRequest("status", "must be active, inactive, suspended or deprecated"));
    }

    static @Nullable Integer numberIfGiven(String name, @Nullable String text) {
        return text == null ? null : (Integer) number(name, text);
    }

    static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidRequest(name, "must be a number");
        }
    }
}
