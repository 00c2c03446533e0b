package io.muster.provisioning.postgres;

import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.provisioning.user.User;
import io.muster.provisioning.user.UserRole;
import io.muster.provisioning.user.Users;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresUsers implements Users {

    /** Nothing is added to a full workspace; two that are added at the same moment may exceed the limit by one. */
    private static final String ADD =
            """
            with present as (select count(*) < $6 as room from workspace_user where workspace = $1),
            added as (
                insert into workspace_user (workspace, name, roles, password_hash, created_at)
                select $1, $2, $3, $4, $5 from present where room
                on conflict (workspace, name) do nothing
                returning name
            )
            select room, exists (select from added) as added from present
            """;

    private static final String COLUMNS = "workspace, name, roles, password_hash, created_at";
    private static final String FIND = "select " + COLUMNS + " from workspace_user where workspace = $1 and name = $2";
    private static final String LIST =
            "select " + COLUMNS + " from workspace_user where workspace = $1 order by name limit $2 offset $3";
    private static final String COUNT = "select count(*) from workspace_user where workspace = $1";
    private static final String REMOVE = "delete from workspace_user where workspace = $1 and name = $2";

    private final Pool pool;

    PostgresUsers(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Added> add(User user, int most) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.from(new Object[] {
                    user.workspace(),
                    user.name(),
                    user.roles().stream().map(Enum::name).toArray(String[]::new),
                    user.passwordHash(),
                    user.createdAt().atOffset(ZoneOffset.UTC),
                    (long) most
                }))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getBoolean("added")
                        ? Added.YES
                        : row.getBoolean("room") ? Added.NAME_TAKEN : Added.WORKSPACE_FULL);
    }

    @Override
    public Uni<@Nullable User> find(String workspace, String name) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(workspace, name))
                .map(rows -> users(rows).findFirst().orElse(null));
    }

    @Override
    public Uni<Page<User>> list(String workspace, PageRequest page) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(workspace))
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(total -> pool.preparedQuery(LIST)
                        .execute(Tuple.of(workspace, page.limit(), page.offset()))
                        .map(rows -> new Page<>(users(rows).toList(), total, page)));
    }

    @Override
    public Uni<Boolean> remove(String workspace, String name) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(workspace, name)).map(rows -> rows.rowCount() == 1);
    }

    private static Stream<User> users(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(PostgresUsers::user);
    }

    private static User user(Row row) {
        Set<UserRole> roles =
                Stream.of(row.getArrayOfStrings("roles")).map(UserRole::valueOf).collect(Collectors.toSet());
        return new User(
                row.getString("workspace"),
                row.getString("name"),
                roles,
                row.getString("password_hash"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
