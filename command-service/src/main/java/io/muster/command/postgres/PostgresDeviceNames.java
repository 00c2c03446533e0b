package io.muster.command.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.DeviceNames;
import io.muster.kit.device.News;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresDeviceNames implements DeviceNames {

    private static final String RESOLVE =
            """
            select asked.reference, max(known.id) as id
            from unnest($2::text[]) as asked (reference)
            join known_device known on known.workspace = $1 and not known.deleted
                and (known.id = asked.reference or known.device_id = asked.reference)
            group by asked.reference
            """;

    private final Pool pool;
    private final News news;

    PostgresDeviceNames(Pool pool, News news) {
        this.pool = pool;
        this.news = news;
    }

    @Override
    public Uni<Map<String, String>> resolve(String workspace, List<String> references) {
        return news.await(() -> find(workspace, references), found -> found.size() == references.size());
    }

    private Uni<Map<String, String>> find(String workspace, List<String> references) {
        return pool.preparedQuery(RESOLVE)
                .execute(Tuple.of(workspace, references.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, String> ids = new LinkedHashMap<>();
                    rows.forEach(row -> ids.put(row.getString("reference"), row.getString("id")));
                    return ids;
                });
    }
}
