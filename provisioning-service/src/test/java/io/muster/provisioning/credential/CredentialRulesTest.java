package io.muster.provisioning.credential;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CredentialRulesTest {

    private static final KnownDevice DEVICE = new KnownDevice("dev_1", "ws_abc", "pump", "pump", "active");

    private final CredentialRules rules = new CredentialRules(new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(CredentialSettings.class)
            .build()
            .getConfigMapping(CredentialSettings.class));

    @Test
    void zeroDaysAndNothingSaidMeanForever() {
        assertThat(rules.check(request("token", 0, null, null), DEVICE).life()).isEmpty();
        assertThat(rules.check(request("token", null, null, null), DEVICE).life())
                .isEmpty();
        assertThat(rules.check(request("token", 30, null, null), DEVICE).life()).contains(Duration.ofDays(30));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        assertThat(wrongFields(request("password", 3651, List.of("a#"), List.of("a/b"))))
                .containsExactly(
                        "authType", "expiryDays", "permissions.telemetryTopics[0]", "permissions.commandTopics[0]");
    }

    @Test
    void noAuthTypeAndANegativeLifeAreWrong() {
        assertThat(wrongFields(request(null, -1, null, null))).containsExactly("authType", "expiryDays");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensors", "a/b/c", "A.b_c-9"})
    void aChannelHasOneToThreeLevels(String channel) {
        assertThat(rules.check(request("token", 0, List.of(channel), null), DEVICE)
                        .topics()
                        .publish())
                .contains("ws_abc/devices/dev_1/telemetry/" + channel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "a//b", "a/b/c/d", "+", "a/#", "ä", "a b", "../x\n"})
    void anythingElseIsNoChannel(String channel) {
        assertThat(wrongFields(request("token", 0, List.of(channel), null)))
                .containsExactly("permissions.telemetryTopics[0]");
    }

    @Test
    void aListHasALimitAndNoHoles() {
        assertThat(wrongFields(request("token", 0, Collections.nCopies(33, "a"), null)))
                .containsExactly("permissions.telemetryTopics");
        assertThat(wrongFields(request("token", 0, null, Arrays.asList("a", null))))
                .containsExactly("permissions.commandTopics[1]");
    }

    @Test
    void anOverlapHasALimitAndAKeyOfItsOwnIsForCertificates() {
        assertThat(wrongFields(new CredentialRequest("token", 0, null, null, "-----", 604_801)))
                .containsExactly("overlapSeconds", "csr");
        assertThat(wrongFields(new CredentialRequest("certificate", 0, null, null, "x".repeat(16_385), -1)))
                .containsExactly("overlapSeconds", "csr");
        assertThat(wrongFields(new CredentialRequest("certificate", 0, null, null, "no request", 0)))
                .containsExactly("csr");
    }

    private List<String> wrongFields(CredentialRequest request) {
        return catchThrowableOfType(InvalidRequest.class, () -> rules.check(request, DEVICE)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private static CredentialRequest request(
            @Nullable String authType,
            @Nullable Integer days,
            @Nullable List<@Nullable String> channels,
            @Nullable List<@Nullable String> commands) {
        return new CredentialRequest(authType, days, channels, commands, null, null);
    }
}
