package io.muster.kit.problem;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.ProblemForm.Told;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem that is answered before the framework has looked at the request, in the form of its path. */
@ApplicationScoped
class EarlyAnswer {

    private final ProblemForms forms;

    EarlyAnswer(ProblemForms forms) {
        this.forms = forms;
    }

    void give(RoutingContext exchange, Problem problem) {
        Told told = forms.tell(exchange.normalizedPath(), problem).orElseGet(() -> plain(problem));
        exchange.response()
                .setStatusCode(told.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, told.mediaType())
                .end(told.body());
    }

    private static Told plain(Problem problem) {
        return new Told(
                problem.status(),
                Problem.MEDIA_TYPE,
                new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }
}
