package io.muster.provisioning.credential;

import java.util.List;

import io.muster.events.CredentialEvent.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermissionsTest {

    @Test
    void withoutLimitsADeviceMaySayAndHearAllThatIsItsOwn() {
        Topics topics = Permissions.of(null, null).topics("ws_abc", "dev_1");

        assertThat(topics.subscribe())
                .containsExactly(
                        "ws_abc/devices/dev_1/commands/#",
                        "ws_abc/devices/dev_1/shadow/delta",
                        "ws_abc/devices/dev_1/shadow/document");
        assertThat(topics.publish())
                .containsExactly(
                        "ws_abc/devices/dev_1/telemetry/#",
                        "ws_abc/devices/dev_1/status",
                        "ws_abc/devices/dev_1/status/#",
                        "ws_abc/devices/dev_1/responses",
                        "ws_abc/devices/dev_1/shadow/reported",
                        "ws_abc/devices/dev_1/shadow/get");
    }

    @Test
    void withLimitsExactlyTheListedChannelsAndCommandsTakeThePlaceOfAll() {
        Topics topics = Permissions.of(List.of("sensors", "location", "sensors"), List.of("config"))
                .topics("ws_abc", "dev_1");

        assertThat(topics.subscribe())
                .containsExactly(
                        "ws_abc/devices/dev_1/commands/config",
                        "ws_abc/devices/dev_1/shadow/delta",
                        "ws_abc/devices/dev_1/shadow/document");
        assertThat(topics.publish())
                .startsWith("ws_abc/devices/dev_1/telemetry/sensors", "ws_abc/devices/dev_1/telemetry/location")
                .hasSize(7);
    }

    @Test
    void anEmptyListAllowsNoneAndAMissingOneAny() {
        Topics topics = Permissions.of(List.of(), null).topics("ws_abc", "dev_1");

        assertThat(topics.publish()).noneMatch(topic -> topic.contains("/telemetry/"));
        assertThat(topics.subscribe()).contains("ws_abc/devices/dev_1/commands/#");
    }
}
