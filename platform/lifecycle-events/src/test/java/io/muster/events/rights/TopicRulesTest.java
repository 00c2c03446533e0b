package io.muster.events.rights;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicRulesTest {

    private static final Rights RIGHTS = Rights.ofDevice(
            "ws", "dev_1", List.of("ws/devices/dev_1/telemetry/#"), List.of("ws/devices/dev_1/commands/#"));

    private final TopicRules rules = new TopicRules(new DeviceTopics(2, Set.of("online")));

    @Test
    void aDeviceSaysWhatItsCredentialListsAndNoMoreChannelsThanItMayHave() {
        assertThat(publishing("ws/devices/dev_1/telemetry/a")).isTrue();
        assertThat(publishing("ws/devices/dev_1/telemetry/b")).isTrue();
        assertThat(publishing("ws/devices/dev_1/telemetry/c")).isFalse();
        assertThat(publishing("ws/devices/dev_1/responses")).isFalse();
        assertThat(publishing("ws/devices/dev_2/telemetry/a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ws/devices/dev_1/commands/#", "ws/devices/dev_1/commands/reboot", "ws/devices/dev_1/errors"})
    void aDeviceHearsWhatItsCredentialLists(String filter) {
        assertThat(rules.subscribing(RIGHTS, filter)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "ws/devices/dev_2/commands/#",
                "$share/x/ws/devices/dev_1/commands/#",
                "ws/devices/dev_1/commands/#::queue"
            })
    void aDeviceHearsNothingElse(String filter) {
        assertThat(rules.subscribing(RIGHTS, filter)).isPresent();
    }

    @Test
    void aServiceConsumesItsOwnSharedSubscriptionsAlone() {
        assertThat(rules.subscribing(ServiceAccount.COMMAND, "$share/command/+/devices/+/responses"))
                .isEmpty();
        assertThat(rules.subscribing(ServiceAccount.COMMAND, "+/devices/+/responses"))
                .isPresent();
        assertThat(rules.publishing(ServiceAccount.COMMAND, "ws/devices/dev_1/commands/reboot"))
                .isEmpty();
        assertThat(rules.publishing(ServiceAccount.COMMAND, "ws/devices/dev_1/telemetry/a"))
                .isPresent();
    }

    private boolean publishing(String topic) {
        return rules.publishing(RIGHTS, "ws", "dev_1", topic).isEmpty();
    }
}
