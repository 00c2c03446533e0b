package io.muster.registry.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Condition;
import io.muster.kit.query.Field;
import io.muster.kit.query.Literal;
import io.muster.registry.device.DeviceStatus;
import io.muster.registry.group.GroupId;
import org.jspecify.annotations.Nullable;

/**
 * What a list of devices is narrowed to: those that meet everything that is set.
 *
 * @param tags all of which a device must have
 * @param anyTag of which a device must have one; empty for no matter
 * @param words each of which must be in its name, deviceId or description, in upper or lower case
 * @param group id or name of a group it must be in
 * @param updatedSince when it must have been changed, or later
 * @param info values by field, which must be one of {@link io.muster.registry.device.DeviceInfo}
 * @param metadata values by path; one that reads as a number or as true or false also stands for that
 */
public record DeviceFilter(
        @Nullable String type,
        @Nullable DeviceStatus status,
        @Nullable Boolean connected,
        List<String> tags,
        List<String> anyTag,
        List<String> words,
        @Nullable String group,
        @Nullable Instant updatedSince,
        Map<String, String> info,
        Map<String, String> metadata) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    public DeviceFilter {
        tags = List.copyOf(tags);
        anyTag = List.copyOf(anyTag);
        words = List.copyOf(words);
        info = Map.copyOf(info);
        metadata = Map.copyOf(metadata);
    }

    /** True of the devices that are wanted. */
    public Condition condition() {
        List<Condition> conditions = new ArrayList<>();
        text(type, "type").forEach(conditions::add);
        text(status == null ? null : status.word(), "status").forEach(conditions::add);
        text(group, "group").forEach(conditions::add);
        Stream.ofNullable(connected)
                .map(wanted -> equal(field("connected"), new Literal.Truth(wanted)))
                .forEach(conditions::add);
        Stream.ofNullable(updatedSince)
                .map(time -> new Condition.Compares(field("updatedAt"), Comparator.AT_LEAST, new Literal.Moment(time)))
                .forEach(conditions::add);
        has(tags, Condition.Has.Quantity.ALL).forEach(conditions::add);
        has(anyTag, Condition.Has.Quantity.ANY).forEach(conditions::add);
        words.forEach(
                word -> conditions.add(new Condition.Matches(field("text"), Condition.Matches.Place.INSIDE, word)));
        info.forEach((name, value) -> conditions.add(equal(field("info", name), new Literal.Text(value))));
        metadata.forEach((path, value) -> conditions.add(metadata(path, value)));
        return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
    }

    /**
     * True of the members of a group.
     *
     * @param nested whether those of the groups inside of it count, too
     */
    public static Condition membersOf(GroupId group, boolean nested) {
        return equal(field(nested ? "groupTree" : "group"), new Literal.Text(group.value()));
    }

    private static Condition metadata(String path, String value) {
        Field field =
                DeviceLanguage.WORDS.field(Stream.concat(Stream.of("metadata"), Arrays.stream(path.split("\\.", -1)))
                        .toArray(String[]::new));
        Condition asText = equal(field, new Literal.Text(value));
        if (NUMBER.matcher(value).matches()) {
            return new Condition.Any(List.of(asText, equal(field, new Literal.Number(new BigDecimal(value)))));
        }
        return value.equals("true") || value.equals("false")
                ? new Condition.Any(List.of(asText, equal(field, new Literal.Truth(Boolean.parseBoolean(value)))))
                : asText;
    }

    private static Stream<Condition> text(@Nullable String value, String field) {
        return Stream.ofNullable(value).map(text -> equal(field(field), new Literal.Text(text)));
    }

    private static Stream<Condition> has(List<String> tags, Condition.Has.Quantity quantity) {
        return tags.isEmpty()
                ? Stream.of()
                : Stream.of(new Condition.Has(
                        field("tags"),
                        quantity,
                        tags.stream().<Literal>map(Literal.Text::new).toList()));
    }

    private static Condition equal(Field field, Literal value) {
        return new Condition.Compares(field, Comparator.EQUAL, value);
    }

    private static Field field(String... path) {
        return DeviceLanguage.WORDS.field(path);
    }
}
