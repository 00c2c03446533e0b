package io.muster.command.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.Stage;
import io.muster.command.execution.Step;
import io.muster.command.live.Sighting;
import io.muster.command.live.Sightings;
import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Past Hibernate: nobody's transaction is there when the clock looks. */
@ApplicationScoped
class PostgresSightings implements Sightings {

    private static final List<Stage> STAGES = List.of(Stage.values());
    private static final String COMMANDS =
            """
            select id, workspace, due_at is null as finished, created_at, history, result
            from execution where id = any($1)
            """;
    private static final String BATCHES = "select id, workspace, finished_at is not null as finished, "
            + STAGES.stream().map(Stage::word).collect(Collectors.joining(", "))
            + " from batch where id = any($1)";

    private final Lookups lookups;
    private final JsonText json;

    PostgresSightings(Lookups lookups, JsonText json) {
        this.lookups = lookups;
        this.json = json;
    }

    @Override
    public Uni<List<Sighting>> of(Collection<String> ids) {
        Tuple wanted = Tuple.of(ids.toArray(String[]::new));
        return lookups.of(COMMANDS, wanted)
                .chain(commands -> lookups.of(BATCHES, wanted).map(batches -> together(commands, batches)));
    }

    private List<Sighting> together(RowSet<Row> commands, RowSet<Row> batches) {
        List<Sighting> seen = new ArrayList<>();
        commands.forEach(row -> seen.add(command(row)));
        batches.forEach(row -> seen.add(batch(row)));
        return seen;
    }

    private Sighting command(Row row) {
        Step ordered = Step.ordered(row.getOffsetDateTime("created_at").toInstant());
        return new Sighting.OfCommand(
                row.getString("id"),
                row.getString("workspace"),
                Stream.concat(Stream.of(ordered), json.readSteps(row.getString("history")).stream())
                        .toList(),
                json.readOrNull(row.getString("result")),
                row.getBoolean("finished"));
    }

    private static Sighting batch(Row row) {
        Map<Stage, Long> counts = new EnumMap<>(Stage.class);
        STAGES.forEach(stage -> counts.put(stage, row.getLong(stage.word())));
        return new Sighting.OfBatch(
                row.getString("id"), row.getString("workspace"), counts, row.getBoolean("finished"));
    }
}
