package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** Which requests can be met. */
final class CredentialRules {

    private static final String LEVEL = "[A-Za-z0-9_.-]{1,64}";
    private static final Pattern CHANNEL = Pattern.compile(LEVEL + "(?:/" + LEVEL + "){0,2}");
    private static final Pattern COMMAND = Pattern.compile(LEVEL);

    private final CredentialSettings settings;

    CredentialRules(CredentialSettings settings) {
        this.settings = settings;
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming every wrong field */
    CredentialOrder check(CredentialRequest request) {
        FieldChecks checks = new FieldChecks();
        Optional<AuthType> authType = AuthType.named(request.authType());
        int days = request.expiryDays() == null ? 0 : request.expiryDays();
        checks.require(authType.isPresent(), "authType", "must be token or certificate")
                .require(
                        days >= 0 && days <= settings.maxExpiryDays(),
                        "expiryDays",
                        "must be from 0 to " + settings.maxExpiryDays());
        checkTopics(checks, "permissions.telemetryTopics", request.telemetryTopics(), CHANNEL);
        checkTopics(checks, "permissions.commandTopics", request.commandTopics(), COMMAND);
        checks.orRefuse();
        return new CredentialOrder(
                authType.orElseThrow(),
                days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
                Permissions.of(request.telemetryTopics(), request.commandTopics()));
    }

    private void checkTopics(
            FieldChecks checks, String field, @Nullable List<@Nullable String> topics, Pattern pattern) {
        if (topics == null) {
            return;
        }
        checks.require(
                topics.size() <= settings.maxListedTopics(),
                field,
                "must hold at most " + settings.maxListedTopics() + " names");
        for (int i = 0; i < topics.size() && i < settings.maxListedTopics(); i++) {
            String topic = topics.get(i);
            checks.require(
                    topic != null && pattern.matcher(topic).matches(),
                    field + "[" + i + "]",
                    "must match " + pattern.pattern());
        }
    }
}
