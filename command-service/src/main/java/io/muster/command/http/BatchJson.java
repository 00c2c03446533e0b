package io.muster.command.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.BatchExecutions.Part;
import io.muster.command.batch.Pace;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.Stage;
import io.muster.kit.paging.Cursor;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Reads what callers say of many: whom a list names, and which executions they want to see. */
@ApplicationScoped
class BatchJson {

    private static final String STATES =
            Arrays.stream(Stage.values()).map(Stage::word).collect(Collectors.joining(", "));

    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 1_000_000;

    private final CommandSettings settings;

    BatchJson(CommandSettings settings) {
        this.settings = settings;
    }

    /**
     * Each device once.
     *
     * @param field where the list stands
     * @throws InvalidRequest if it names none, or too many
     */
    List<String> distinct(@Nullable List<String> deviceIds, String field) {
        new FieldChecks()
                .require(deviceIds != null && !deviceIds.isEmpty(), field, "must name at least one device")
                .require(
                        deviceIds == null || deviceIds.size() <= settings.bulkLimit(),
                        field,
                        "must not name more than " + settings.bulkLimit() + " devices")
                .require(
                        deviceIds == null || deviceIds.stream().noneMatch(Objects::isNull), field, "must not hold null")
                .orRefuse();
        return Objects.requireNonNull(deviceIds).stream().distinct().toList();
    }

    /** @throws InvalidRequest if it is no pace */
    static Pace pace(@Nullable Double maxPerSecond) {
        if (maxPerSecond != null && !(maxPerSecond >= SLOWEST && maxPerSecond <= FASTEST)) {
            throw new InvalidRequest("maxPerSecond", "must be from 0.001 to 1000000");
        }
        return new Pace(maxPerSecond);
    }

    /** @throws InvalidRequest if there is no such state, or the cursor is not of such a list */
    static Part part(@Nullable String state, @Nullable String cursor) {
        @Nullable Stage stage = stage(state);
        if (cursor == null) {
            return new Part(stage, null);
        }
        List<String> values = Cursor.parse(cursor).values();
        if (values.size() != 1) {
            throw Cursor.unknown();
        }
        return new Part(stage, values.get(0));
    }

    /** @throws InvalidRequest if there is no such state */
    static @Nullable Stage stage(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.word().equals(state.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("state", "must be one of " + STATES));
    }
}
