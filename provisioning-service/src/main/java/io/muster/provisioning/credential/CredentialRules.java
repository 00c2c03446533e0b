package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.problem.FieldChecks;
import io.muster.provisioning.authority.ProvenKey;
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
    CredentialOrder check(CredentialRequest request, KnownDevice device) {
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
        checkOverlap(checks, request.overlapSeconds());
        checkCsr(checks, request.csr(), authType.equals(Optional.of(AuthType.CERTIFICATE)));
        checks.orRefuse();
        return new CredentialOrder(
                authType.orElseThrow() == AuthType.TOKEN
                        ? new Proof.Token()
                        : new Proof.Certificate(key(request.csr())),
                days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
                Permissions.of(request.telemetryTopics(), request.commandTopics())
                        .topics(device.workspace(), device.id()));
    }

    /** @throws io.muster.kit.problem.InvalidRequest if it is too long */
    Duration overlap(@Nullable Integer seconds) {
        FieldChecks checks = new FieldChecks();
        checkOverlap(checks, seconds);
        checks.orRefuse();
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
    }

    /** @throws io.muster.kit.problem.InvalidRequest if the device does not need it, or has not proven it */
    Optional<ProvenKey> csr(@Nullable String csr, boolean certificate) {
        FieldChecks checks = new FieldChecks();
        checkCsr(checks, csr, certificate);
        checks.orRefuse();
        return key(csr);
    }

    private static Optional<ProvenKey> key(@Nullable String csr) {
        return Optional.ofNullable(csr).map(pem -> ProvenKey.ofPem("csr", pem));
    }

    private void checkOverlap(FieldChecks checks, @Nullable Integer seconds) {
        long most = settings.maxOverlap().toSeconds();
        checks.require(
                seconds == null || seconds >= 0 && seconds <= most, "overlapSeconds", "must be from 0 to " + most);
    }

    private void checkCsr(FieldChecks checks, @Nullable String csr, boolean certificate) {
        checks.require(csr == null || certificate, "csr", "is for a certificate only")
                .require(
                        csr == null || csr.length() <= settings.maxCsrLength(),
                        "csr",
                        "must have at most " + settings.maxCsrLength() + " characters");
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
