package io.muster.kit.idempotency;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.identity.Caller;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.CountedBody;
import io.muster.kit.problem.InvalidRequest;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/** Stand before and behind the resources that are {@link Idempotent}. */
class IdempotencyFilters {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilters.class);
    private static final String KEY = "Idempotency-Key";
    private static final String FIELD = "idempotencyKey";
    private static final String DRY_RUN = "dryRun";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String CLAIMED = IdempotencyFilters.class.getName();
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final KeptAnswers answers;
    private final AnswerKeeper keeper;
    private final IdempotencySettings settings;
    private final ObjectMapper json;
    private final Caller caller;
    private final RoutingContext exchange;

    IdempotencyFilters(
            KeptAnswers answers,
            AnswerKeeper keeper,
            IdempotencySettings settings,
            ObjectMapper json,
            Caller caller,
            RoutingContext exchange) {
        this.answers = answers;
        this.keeper = keeper;
        this.settings = settings;
        this.json = json;
        this.caller = caller;
        this.exchange = exchange;
    }

    /** After the body was read, because the body is part of what makes two requests the same. */
    @Idempotent
    @WithFormRead
    @ServerRequestFilter
    Uni<@Nullable Response> claim(ContainerRequestContext request) {
        if (changesNothing(request)) {
            return Uni.createFrom().nullItem();
        }
        byte[] body = body(request);
        @Nullable String header = request.getHeaderString(KEY);
        @Nullable String key = header == null ? field(request, body) : header;
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        if (key.isBlank() || key.length() > settings.keyLength() || !CleanText.isClean(key)) {
            throw new InvalidRequest(
                    header == null ? FIELD : KEY, "must have 1 to " + settings.keyLength() + " characters");
        }
        KeyedRequest keyed = new KeyedRequest(
                caller.workspace(), caller.name(), key, keeper.fingerprint(fingerprint(request, body)));
        return answers.claim(keyed).map(answer -> {
            if (answer == null) {
                request.setProperty(CLAIMED, keyed);
                return null;
            }
            return replay(answer, keyed);
        });
    }

    /** Who asks what would come of a write may do it afterwards with the same key. */
    private static boolean changesNothing(ContainerRequestContext request) {
        return READS.contains(request.getMethod())
                || "true"
                        .equalsIgnoreCase(
                                request.getUriInfo().getQueryParameters().getFirst(DRY_RUN));
    }

    private Response replay(KeptAnswer answer, KeyedRequest keyed) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).header(REPLAYED, "true").header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.etag() != null) {
            response.header(HttpHeaders.ETAG, answer.etag());
        }
        if (answer.body() != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(keeper.open(purpose(keyed), answer.body()));
        }
        return response.build();
    }

    /** Keeps what succeeded. What failed has changed nothing, so the key is free again for a better try. */
    @Idempotent
    @ServerResponseFilter
    Uni<Void> keep(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIMED) instanceof KeyedRequest keyed)) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> kept =
                response.getStatus() < 300 ? answers.keep(keyed, answer(response, keyed)) : answers.release(keyed);
        // The write is done; a key that could not be kept must not make a failure of it.
        return kept.onFailure()
                .invoke(failure -> LOG.warnf("answer not kept for its key reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private KeptAnswer answer(ContainerResponseContext response, KeyedRequest keyed) {
        return new KeptAnswer(
                response.getStatus(),
                response.getHeaderString(HttpHeaders.LOCATION),
                response.getHeaderString(HttpHeaders.ETAG),
                body(response.getEntity(), keyed));
    }

    private @Nullable String body(@Nullable Object entity, KeyedRequest keyed) {
        try {
            return entity == null ? null : keeper.seal(purpose(keyed), json.writeValueAsString(entity));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is not JSON", e);
        }
    }

    private static String purpose(KeyedRequest keyed) {
        return "idempotency/" + keyed.workspace() + "/" + keyed.caller() + "/" + keyed.key();
    }

    /** The field's text; whether the resource takes such a field is its own affair. */
    private @Nullable String field(ContainerRequestContext request, byte[] body) {
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType()) || body.length == 0) {
            return null;
        }
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (name.equals(FIELD)) {
                    return parser.nextTextValue();
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            // What is no JSON is refused where the body is read.
            return null;
        }
    }

    private static String fingerprint(ContainerRequestContext request, byte[] body) {
        MessageDigest digest = sha256();
        digest.update(request.getMethod().getBytes(StandardCharsets.UTF_8));
        digest.update(request.getUriInfo().getRequestUri().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(body);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Empty where the method takes none: then the framework has not read one. A worker thread may wait for its end. */
    private byte[] body(ContainerRequestContext request) {
        boolean wasRead = CurrentRequestManager.get().hasInputStream();
        if (!wasRead && !BlockingOperationControl.isBlockingAllowed()) {
            return new byte[0];
        }
        try {
            byte[] body = CountedBody.of(request.getEntityStream(), exchange).readAllBytes();
            request.setEntityStream(new ByteArrayInputStream(body));
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
