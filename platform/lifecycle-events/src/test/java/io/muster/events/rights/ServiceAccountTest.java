package io.muster.events.rights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceAccountTest {

    @ParameterizedTest
    @EnumSource
    void hasTheRightToItsOwnSharedSubscriptions(ServiceAccount account) {
        assertThat(account.sharedSubscriptions())
                .allMatch(account::maySubscribe)
                .allMatch(filter -> account.rights()
                        .maySubscribe(filter.substring(("$share/" + account.username() + "/").length())));
    }

    @Test
    void mayNotTakeWhatIsForAnother() {
        assertThat(ServiceAccount.COMMAND.maySubscribe("$share/telemetry/+/devices/+/telemetry/#"))
                .isFalse();
        assertThat(ServiceAccount.COMMAND.maySubscribe("$share/telemetry/+/devices/+/responses"))
                .isFalse();
        assertThat(ServiceAccount.COMMAND.maySubscribe("+/devices/+/responses")).isFalse();
        assertThat(ServiceAccount.TELEMETRY.rights().mayPublish("ws/devices/d/commands/reboot"))
                .isFalse();
    }

    @Test
    void looksAfterDevicesThatSpeakLosant() {
        assertThat(ServiceAccount.TELEMETRY.maySubscribe("$share/telemetry/losant/+/state"))
                .isTrue();
        assertThat(ServiceAccount.COMMAND.rights().mayPublish("losant/dev_1/command"))
                .isTrue();
        assertThat(ServiceAccount.COMMAND.rights().mayPublish("losant/dev_1/state"))
                .isFalse();
    }

    @Test
    void publishesWhatItIsThereFor() {
        assertThat(ServiceAccount.COMMAND.rights().mayPublish("ws/devices/d/commands/reboot"))
                .isTrue();
        assertThat(ServiceAccount.SHADOW.rights().mayPublish("ws/devices/d/shadow/delta"))
                .isTrue();
        assertThat(ServiceAccount.TELEMETRY.rights().mayPublish("ws/devices/d/errors"))
                .isTrue();
        assertThat(ServiceAccount.TELEMETRY.maySubscribe("+/devices/+/errors")).isFalse();
    }
}
