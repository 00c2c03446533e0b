package io.muster.command.audience;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.query.QueryRefused;
import io.smallrye.mutiny.Uni;

/** Finds devices by what is known of them. */
@ApplicationScoped
public class FleetSearch {

    private static final String FIELD = "target.query";

    private final Fleet fleet;
    private final FleetWords words;

    FleetSearch(Fleet fleet, FleetWords words) {
        this.fleet = fleet;
        this.words = words;
    }

    /**
     * Those who meet the query now.
     *
     * @param limit the most that are wanted
     * @throws QueryRefused saying at which column what was expected
     */
    public Uni<Audience> find(String workspace, String query, int limit) {
        try {
            return fleet.matching(workspace, words.read(query), limit).map(ids -> new Audience.Matches(query, ids));
        } catch (QueryRefused refused) {
            throw refused.in(FIELD);
        }
    }
}
