package io.muster.kit.postgres;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;
import io.vertx.mutiny.sqlclient.Pool;

/** Lookups on the default connections, where a service has no others for them. */
class LookupsProducer {

    @Produces
    @Singleton
    @DefaultBean
    Lookups lookups(Pool pool, DatabaseSettings settings) {
        return new Lookups(pool, settings.lookup());
    }
}
