package io.muster.command.http;

import java.util.List;
import java.util.Map;

import io.muster.command.dryrun.Forecast;
import io.muster.kit.paging.Answer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** What an order would come to, as it is answered. */
record ForecastView(
        long total,
        Forecast.Some reached,
        Forecast.Some away,
        List<Refused> refused,
        @Schema(description = "What was listed and is no device") List<String> unknown,
        @Schema(description = "How long it takes to give it out, by its pace; 0 if it has none") long atLeastSeconds) {

    record Refused(String reason, long count, List<String> examples) {

        static Refused of(Map.Entry<String, Forecast.Some> refused) {
            return new Refused(
                    refused.getKey(),
                    refused.getValue().count(),
                    refused.getValue().examples());
        }
    }

    static RestResponse<Answer<?>> answer(Forecast forecast) {
        return RestResponse.ok(Answer.of(new ForecastView(
                forecast.total(),
                forecast.reached(),
                forecast.away(),
                forecast.refused().entrySet().stream().map(Refused::of).toList(),
                forecast.unknown(),
                forecast.atLeast().toSeconds())));
    }
}
