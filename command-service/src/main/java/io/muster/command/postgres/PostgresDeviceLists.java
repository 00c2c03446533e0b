package io.muster.command.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.dryrun.DeviceLists;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class PostgresDeviceLists implements DeviceLists {

    private final JsonText json;

    PostgresDeviceLists(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<List<String>> of(String workspace, Audience audience) {
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<String> query =
                    AudienceSql.bind(session.createNativeQuery(AudienceSql.of(audience), String.class), audience, json);
            return (AudienceSql.isListed(audience) ? query : query.setParameter("workspace", workspace))
                    .getResultList();
        });
    }
}
