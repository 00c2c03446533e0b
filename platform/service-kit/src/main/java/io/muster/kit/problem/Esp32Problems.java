package io.muster.kit.problem;

import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.json.JsonObject;

/** Problems as the firmware of ESP32 devices knows them, on its paths, whichever service has them. */
@ApplicationScoped
class Esp32Problems implements ProblemForm {

    private static final String PATHS = "/api/v1/";

    @Override
    public boolean owns(String path) {
        return path.startsWith(PATHS);
    }

    @Override
    public Told tell(Problem problem) {
        return new Told(
                problem.status(),
                "application/json",
                new JsonObject()
                        .put("error", problem.title())
                        .put("details", details(problem))
                        .encode());
    }

    /** There is no other place here to name the fields. */
    private static String details(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream()
                        .map(error -> error.field() + " " + error.message())
                        .collect(Collectors.joining("; "));
    }
}
