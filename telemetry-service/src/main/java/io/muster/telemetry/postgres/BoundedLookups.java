package io.muster.telemetry.postgres;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.muster.kit.postgres.DatabaseSettings;
import io.muster.kit.postgres.Lookups;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.mutiny.sqlclient.Pool;

/** What a request looks up first goes over the connections on which nothing takes for ever, too. */
class BoundedLookups {

    @Produces
    @Singleton
    Lookups lookups(@ReactiveDataSource(BoundedPool.NAME) Pool pool, DatabaseSettings settings) {
        return new Lookups(pool, settings.lookup());
    }
}
