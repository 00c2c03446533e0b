package io.muster.provisioning.brokers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Startup;

import io.muster.events.rights.ServiceAccount;
import io.muster.provisioning.brokers.BrokerRefusal.BrokerNotTrusted;
import io.muster.provisioning.brokers.BrokerRefusal.NoBrokerExpected;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerDoorTest {

    private static final String TOKEN = "sixteen letters!";

    @Test
    void isClosedToAllWhereNoTokenIsConfigured() {
        assertThatThrownBy(() -> door(null).enter("")).isInstanceOf(NoBrokerExpected.class);
        assertThatThrownBy(() -> door(null).enter(null)).isInstanceOf(NoBrokerExpected.class);
    }

    @Test
    void opensToTheTokenAlone() {
        assertThatCode(() -> door(TOKEN).enter(TOKEN)).doesNotThrowAnyException();
        assertThatThrownBy(() -> door(TOKEN).enter(TOKEN + "!")).isInstanceOf(BrokerNotTrusted.class);
        assertThatThrownBy(() -> door(TOKEN).enter(null)).isInstanceOf(BrokerNotTrusted.class);
    }

    @Test
    void isNotMadeForATokenThatCanBeGuessed() {
        assertThatThrownBy(() -> door("short").check(new Startup()))
                .hasMessageContaining("muster.provisioning.mqtt.token")
                .hasMessageNotContaining("short");
    }

    private static BrokerDoor door(String token) {
        return new BrokerDoor(new BrokerSettings() {
            @Override
            public Optional<String> token() {
                return Optional.ofNullable(token);
            }

            @Override
            public Map<ServiceAccount, String> servicePasswords() {
                return Map.of();
            }

            @Override
            public boolean trustCommonName() {
                return false;
            }

            @Override
            public Duration activationWait() {
                return Duration.ZERO;
            }

            @Override
            public int maxChannels() {
                return 1;
            }

            @Override
            public Set<String> states() {
                return Set.of();
            }
        });
    }
}
