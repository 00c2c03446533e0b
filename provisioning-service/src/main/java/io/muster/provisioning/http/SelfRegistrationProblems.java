package io.muster.provisioning.http;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Problem;
import io.muster.kit.problem.ProblemForm;
import io.vertx.core.json.JsonObject;

/** What goes wrong before {@link SelfRegistrationResource} is asked, in the same shape. */
@ApplicationScoped
class SelfRegistrationProblems implements ProblemForm {

    @Override
    public boolean owns(String path) {
        return path.equals("/register");
    }

    @Override
    public Told tell(Problem problem) {
        String type =
                switch (problem.status()) {
                    case 400 -> "Validation";
                    case 405 -> "MethodNotAllowed";
                    case 413 -> "PayloadTooLarge";
                    case 429 -> "RateLimit";
                    case 503 -> "ServiceUnavailable";
                    default -> problem.status() < 500 ? "Validation" : "InternalServerError";
                };
        return new Told(
                problem.status(),
                "application/json",
                new JsonObject()
                        .put("type", type)
                        .put("message", problem.detail())
                        .encode());
    }
}
