package io.muster.provisioning.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.kit.identity.BasicLogin;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.brokers.Admission;
import io.muster.provisioning.brokers.Admission.OfDevice;
import io.muster.provisioning.brokers.Admission.OfService;
import io.muster.provisioning.brokers.BrokerDesk;
import io.muster.provisioning.brokers.BrokerDoor;
import io.muster.provisioning.brokers.Presented;
import io.muster.provisioning.brokers.TopicDesk;
import io.muster.provisioning.brokers.TopicDesk.Wish;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.Held;
import io.muster.provisioning.rate.RateLimits;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What brokers without our plugin ask over HTTP, in the form of EMQX 5. For brokers alone: no gateway leads here. What a
 * broker does not know it may leave out, leave empty, or call {@code undefined}.
 */
@Path("/mqtt")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class MqttResource {

    private static final String UNKNOWN = "undefined";

    private final BrokerDoor door;
    private final BrokerDesk clients;
    private final TopicDesk topics;
    private final RateLimits limits;

    MqttResource(BrokerDoor door, BrokerDesk clients, TopicDesk topics, RateLimits limits) {
        this.door = door;
        this.clients = clients;
        this.topics = topics;
        this.limits = limits;
    }

    /**
     * Who wants to connect.
     *
     * @param peerhost the client's IP address, for the device's access log
     * @param commonName of the client certificate that the broker has verified
     * @param certificate the same certificate whole, in PEM
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ConnectingClient(
            @Nullable String clientid,
            @Nullable String username,
            @Nullable String password,
            @Nullable String peerhost,
            @JsonProperty("cert_common_name") @Nullable String commonName,
            @JsonProperty("cert_pem") @Nullable String certificate) {

        /** Without the password. */
        @Override
        public String toString() {
            return "ConnectingClient[clientid=" + clientid + "]";
        }
    }

    /**
     * What a connected client wants.
     *
     * @param action {@code publish} or {@code subscribe}
     * @param credential what {@link Answer#attributes} held of it when the client connected
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record TopicWish(
            @Nullable String clientid,
            @Nullable String username,
            @Nullable String action,
            @Nullable String topic,
            @Nullable String credential) {}

    /**
     * @param result {@code allow} or {@code deny}
     * @param superuser never
     * @param attributes what the broker is to keep of the client, and to say with its wishes: {@code workspace}, {@code
     *     credential}
     * @param expiresAt when the connection must end, in seconds since 1970
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String result,
            @JsonProperty("is_superuser") boolean superuser,
            @JsonProperty("client_attrs") @Nullable Map<String, String> attributes,
            @JsonProperty("expire_at") @Nullable Long expiresAt) {

        static final Answer DENY = new Answer("deny", false, null, null);
        static final Answer ALLOW = new Answer("allow", false, null, null);

        static Answer of(Admission admission) {
            if (admission instanceof OfDevice device) {
                return of(device.held());
            }
            return admission instanceof OfService ? ALLOW : DENY;
        }

        private static Answer of(Held held) {
            Credential credential = held.credential();
            Instant end = credential.validity().expiresAt();
            return new Answer(
                    "allow",
                    false,
                    Map.of(
                            "workspace",
                            held.workspace(),
                            "credential",
                            credential.id().text()),
                    end == null ? null : end.getEpochSecond());
        }
    }

    /** Whether the client is who it says. */
    @POST
    @Path("/authenticate")
    @PermitAll
    public Uni<Answer> authenticate(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Nullable ConnectingClient client) {
        door.enter(BearerToken.of(authorization));
        if (client == null || said(client.clientid()).isEmpty()) {
            return Uni.createFrom().item(Answer.DENY);
        }
        limits.takeFromIdentity("mqtt " + client.clientid());
        return clients.admit(presented(client)).map(Answer::of);
    }

    /** Whether a client that is known may do what it wants. */
    @POST
    @Path("/authorize")
    @PermitAll
    public Uni<Answer> authorize(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Nullable TopicWish wish) {
        door.enter(BearerToken.of(authorization));
        if (wish == null
                || said(wish.clientid()).isEmpty()
                || said(wish.topic()).isEmpty()) {
            return Uni.createFrom().item(Answer.DENY);
        }
        return topics.allows(new Wish(
                        said(wish.clientid()).orElseThrow(),
                        said(wish.username()).orElse(null),
                        said(wish.credential()).orElse(null),
                        isSaying(wish.action()),
                        said(wish.topic()).orElseThrow()))
                .map(allowed -> allowed ? Answer.ALLOW : Answer.DENY);
    }

    private static boolean isSaying(@Nullable String action) {
        return switch (said(action).orElse("")) {
            case "publish" -> true;
            case "subscribe" -> false;
            default -> throw new InvalidRequest("action", "must be publish or subscribe");
        };
    }

    private static Presented presented(ConnectingClient client) {
        Optional<String> username = said(client.username());
        Optional<String> password = said(client.password());
        return new Presented(
                said(client.clientid()).orElseThrow(),
                username.flatMap(name -> password.map(secret -> new BasicLogin(name, secret))),
                said(client.certificate()).map(MqttResource::certificate),
                said(client.commonName()).orElse(null),
                said(client.peerhost()).orElse("unknown"));
    }

    /** Nothing, if it holds what no database takes. */
    private static Optional<String> said(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isEmpty() && !text.equals(UNKNOWN) && CleanText.isClean(text));
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new InvalidRequest("cert_pem", "must be a certificate in PEM");
        }
    }
}
