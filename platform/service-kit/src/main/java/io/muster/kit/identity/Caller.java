package io.muster.kit.identity;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;

import io.muster.events.TopicFilter;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes this request. */
@RequestScoped
public class Caller {

    static final String WORKSPACE_CLAIM = "workspace";

    static final String DEVICE_ATTRIBUTE = "muster.device";

    static final String PUBLISH_ATTRIBUTE = "muster.publish";

    private final JsonWebToken token;
    private final SecurityIdentity identity;
    private final Instance<FailedAccess> failed;
    private final CurrentVertxRequest exchange;

    /** @param failed only in services that devices call */
    Caller(JsonWebToken token, SecurityIdentity identity, Instance<FailedAccess> failed, CurrentVertxRequest exchange) {
        this.token = token;
        this.identity = identity;
        this.failed = failed;
        this.exchange = exchange;
    }

    /** The one workspace whose things the caller sees. */
    public String workspace() {
        return token.getClaim(WORKSPACE_CLAIM);
    }

    /** The {@code id} of the device that calls; null if it is a person or a program. */
    public @Nullable String device() {
        return identity.getAttribute(DEVICE_ATTRIBUTE);
    }

    /** Fails unless the caller is the device with this {@code id} itself, or may write devices. */
    public void requireSelfOrOperator(String id) {
        @Nullable String self = device();
        if (self == null ? !identity.hasRole(Role.OPERATOR) : !self.equals(id)) {
            throw new ForbiddenException();
        }
    }

    /**
     * Fails with {@link TopicNotAllowed} if the caller is a device whose credential does not let it publish to this topic:
     * what the broker would not take is not taken here. Of people and programs no credential says such a thing.
     */
    public void requireMayPublish(String topic) {
        List<String> allowed = identity.getAttribute(PUBLISH_ATTRIBUTE);
        TopicFilter said = new TopicFilter(topic);
        @Nullable String self = device();
        if (self != null
                && (allowed == null
                        || allowed.stream().map(TopicFilter::new).noneMatch(filter -> filter.covers(said)))) {
            failed.stream().forEach(log -> log.toPublish(self, topic, exchange.getCurrent()));
            throw new TopicNotAllowed(topic);
        }
    }

    /** The person or program, for records of who did what. */
    public String name() {
        return token.getName();
    }
}
