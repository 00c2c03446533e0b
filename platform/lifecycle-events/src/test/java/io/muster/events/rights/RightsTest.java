package io.muster.events.rights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.events.TopicFilter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RightsTest {

    private static final Rights ONE = ofDevice("dev_1");
    private static final Rights OTHER = ofDevice("dev_2");

    @Test
    void areADevicesOwn() {
        assertThat(ONE.mayPublish("ws/devices/dev_1/telemetry/a")).isTrue();
        assertThat(ONE.mayPublish("losant/dev_1/state")).isTrue();
        assertThat(ONE.maySubscribe("ws/devices/dev_1/commands/+")).isTrue();
        assertThat(ONE.mayPublish("ws/devices/dev_2/telemetry/a")).isFalse();
        assertThat(ONE.mayPublish("losant/dev_2/state")).isFalse();
        assertThat(ONE.maySubscribe("ws/devices/+/commands/#")).isFalse();
        assertThat(ONE.mayPublish("ws/devices/\0/telemetry/a")).isFalse();
    }

    @Test
    void mayHoldTheDevicesIdAnywhere() {
        Rights rights = Rights.ofDevice("dev_1", List.of("ws/devices/dev_1/telemetry/dev_1"), List.of());

        assertThat(rights.mayPublish("ws/devices/dev_1/telemetry/dev_1")).isTrue();
        assertThat(rights.mayPublish("ws/devices/dev_1/telemetry/dev_2")).isFalse();
        assertThat(rights.mayPublish("ws/devices/dev_1/telemetry/xdev_1")).isFalse();
    }

    @Test
    void canBeKeptOnceForAllThatMayDoTheSame() {
        Map<List<TopicFilter>, List<TopicFilter>> kept = new HashMap<>();
        Rights one = ONE.sharing(list -> kept.computeIfAbsent(list, same -> same));
        Rights other = OTHER.sharing(list -> kept.computeIfAbsent(list, same -> same));

        assertThat(one.publish()).isSameAs(other.publish());
        assertThat(one.subscribe()).isSameAs(other.subscribe());
        assertThat(other.mayPublish("losant/dev_1/state")).isFalse();
    }

    private static Rights ofDevice(String id) {
        return Rights.ofDevice(
                id,
                List.of("ws/devices/" + id + "/telemetry/#", "losant/" + id + "/state"),
                List.of("ws/devices/" + id + "/commands/#"));
    }
}
