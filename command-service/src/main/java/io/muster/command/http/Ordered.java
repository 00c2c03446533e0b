package io.muster.command.http;

import java.net.URI;

import io.muster.kit.paging.Answer;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The answer to an order: it goes on, and there is where to see how far it has come. */
final class Ordered {

    private Ordered() {}

    static <T> RestResponse<Answer<T>> at(String id, T view) {
        return ResponseBuilder.create(Status.ACCEPTED, Answer.of(view))
                .location(place(id))
                .build();
    }

    /** As {@link #at}, where the answer may also be a {@link ForecastView}. */
    static RestResponse<Answer<?>> orForecastAt(String id, Object view) {
        return ResponseBuilder.<Answer<?>>create(Status.ACCEPTED, Answer.of(view))
                .location(place(id))
                .build();
    }

    private static URI place(String id) {
        return URI.create("/commands/" + id);
    }
}
