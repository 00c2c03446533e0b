package io.muster.registry.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");
    private static final DeviceProfile PROFILE =
            new DeviceProfile("sensor", "Sensor", null, DeviceInfo.UNKNOWN, List.of(), Map.of());

    private final Device device = Device.registered(DeviceId.next(), "ws_a", "sn-1", PROFILE, NOON);

    @Test
    void aNewDeviceIsInactiveAndNotProvisioned() {
        assertThat(device.status()).isEqualTo(DeviceStatus.INACTIVE);
        assertThat(device.provisioned()).isFalse();
        assertThat(device.revision()).isEqualTo(1);
    }

    @Test
    void itsFirstCredentialsMakeItActive() {
        Device provisioned = device.provisioned(NOON.plusSeconds(1));

        assertThat(provisioned.status()).isEqualTo(DeviceStatus.ACTIVE);
        assertThat(provisioned.provisioned()).isTrue();
        assertThat(provisioned.revision()).isEqualTo(2);
        assertThat(provisioned.updatedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(provisioned.createdAt()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPENDED", "DEPRECATED"})
    void credentialsDoNotOpenWhatAPersonHasShut(DeviceStatus shut) {
        assertThat(device.with(shut, NOON).provisioned(NOON).status()).isEqualTo(shut);
    }
}
