package io.muster.kit.problem;

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
                        .put("details", problem.detail())
                        .encode());
    }
}
