package io.muster.kit.problem;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.problem.ProblemForm.Told;
import io.quarkus.arc.All;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells each problem in the form of the path that it is told on, whoever found it. */
@ApplicationScoped
class ProblemForms {

    private final List<ProblemForm> forms;

    ProblemForms(@All List<ProblemForm> forms) {
        this.forms = forms;
    }

    /** Empty where problems are told as they are. */
    Optional<Told> tell(String path, Problem problem) {
        return forms.stream().filter(form -> form.owns(path)).findFirst().map(form -> form.tell(problem));
    }

    @ServerResponseFilter
    void answer(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            tell(request.getUriInfo().getPath(), problem).ifPresent(told -> {
                response.setStatus(told.status());
                response.setEntity(told.body(), null, MediaType.valueOf(told.mediaType()));
                response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, told.mediaType());
            });
        }
    }
}
