package io.muster.command.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.catalogue.CommandType;
import io.muster.command.catalogue.CommandTypeName;
import io.muster.command.catalogue.CommandTypes;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresCommandTypes implements CommandTypes {

    private static final String PUT =
            """
            insert into command_type (workspace, type, command, schema, updated_at, updated_by)
            values (:workspace, :type, :command, :schema, :at, :by)
            on conflict (workspace, type, command) do update
                set schema = excluded.schema, updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """;
    private static final String NAMES =
            """
            select key.type, key.command, updatedAt, updatedBy from CommandTypeRow
            where key.workspace = ?1 order by key.type, key.command
            """;
    private static final String AMONG =
            """
            select * from command_type where workspace = :workspace and command = :command
                and type in (select known.type from (%s) as meant join known_device known on known.id = meant.device)
            """;

    private final JsonText json;

    PostgresCommandTypes(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Void> put(CommandType type) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PUT)
                        .setParameter("workspace", type.workspace())
                        .setParameter("type", type.type())
                        .setParameter("command", type.command())
                        .setParameter("schema", type.schema())
                        .setParameter("at", type.updatedAt())
                        .setParameter("by", type.updatedBy())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<CommandTypeName>> names(String workspace) {
        return CommandTypeRow.find(NAMES, workspace)
                .project(CommandTypeName.class)
                .list();
    }

    @Override
    public Uni<Long> countOthers(CommandType type) {
        return CommandTypeRow.count(
                "key.workspace = ?1 and not (key.type = ?2 and key.command = ?3)",
                type.workspace(),
                type.type(),
                type.command());
    }

    @Override
    public Uni<@Nullable CommandType> find(String workspace, String type, String command) {
        return CommandTypeRow.<CommandTypeRow>findById(new CommandTypeRow.Key(workspace, type, command))
                .map(row -> row == null ? null : row.commandType());
    }

    @Override
    public Uni<Boolean> remove(String workspace, String type, String command) {
        return CommandTypeRow.deleteById(new CommandTypeRow.Key(workspace, type, command));
    }

    @Override
    public Uni<List<CommandType>> among(String workspace, String command, Audience audience) {
        String among = AMONG.formatted(AudienceSql.of(audience));
        return Panache.getSession()
                .chain(session -> AudienceSql.bind(
                                session.createNativeQuery(among, CommandTypeRow.class), audience, json)
                        .setParameter("workspace", workspace)
                        .setParameter("command", command)
                        .getResultList())
                .map(PostgresCommandTypes::commandTypes);
    }

    private static List<CommandType> commandTypes(List<CommandTypeRow> rows) {
        return rows.stream().map(CommandTypeRow::commandType).toList();
    }
}
