package io.muster.kit.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Who is meant by what a caller calls devices. */
@ApplicationScoped
public class DeviceNames {

    /** Each name by an index of its own: one condition with both would be a look at every device for each of them. */
    private static final String RESOLVE =
            """
            select asked.reference, max(known.id) as id
            from unnest($2::text[]) as asked (reference)
            cross join lateral (
                select id from known_device where id = asked.reference and workspace = $1 and not deleted
                union all
                select id from known_device
                where workspace = $1 and md5(device_id) = md5(asked.reference) and device_id = asked.reference
                    and not deleted) as known
            group by asked.reference
            """;

    private final Pool pool;
    private final News news;

    DeviceNames(Pool pool, News news) {
        this.pool = pool;
        this.news = news;
    }

    /**
     * The {@code id}s of the devices, by the references (either name) that were given; those that the workspace does
     * not have are missing. Devices that are not known yet are waited for as long as {@link DeviceSettings#newsWait()}
     * says.
     */
    public Uni<Map<String, String>> resolve(String workspace, List<String> references) {
        // What Postgres cannot keep is nobody's name.
        List<String> possible = references.stream().filter(CleanText::isClean).toList();
        return news.await(() -> find(workspace, possible), found -> found.size() == possible.size());
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
