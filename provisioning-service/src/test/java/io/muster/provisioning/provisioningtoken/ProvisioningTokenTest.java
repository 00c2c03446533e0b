package io.muster.provisioning.provisioningtoken;

import java.time.Instant;

import io.muster.provisioning.provisioningtoken.ProvisioningToken.Scope;
import io.muster.provisioning.provisioningtoken.TokenState.Open;
import io.muster.provisioning.provisioningtoken.TokenState.Pending;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProvisioningTokenTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    @Test
    void anOpenTokenIsForAnybodyUnlessItNamesADevice() {
        assertThat(token(null).isFor("a")).isTrue();
        assertThat(token("a").isFor("a")).isTrue();
        assertThat(token("a").isFor("b")).isFalse();
    }

    @Test
    void aTokenThatWasShownIsForThatDeviceFromThenOn() {
        Pending pending = new Open().claimedBy("a");

        assertThat(token(null).in(pending, NOON).isFor("a")).isTrue();
        assertThat(token(null).in(pending, NOON).isFor("b")).isFalse();
        assertThat(token(null).in(pending.approved(), NOON).isFor("b")).isFalse();
    }

    @Test
    void aTokenEndsWhenItSays() {
        assertThat(token(null).isOver(NOON.plusSeconds(59))).isFalse();
        assertThat(token(null).isOver(NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void aTokenThatIsGivenBackIsGoodForTheSameDevice() {
        assertThat(new Open().usedBy("a").givenBack().deviceId()).isEqualTo("a");
    }

    private static ProvisioningToken token(String deviceId) {
        return ProvisioningToken.made(
                "ws_a", "hmac-sha256:00", new Scope(deviceId, null, null), NOON.plusSeconds(60), "ada", NOON);
    }
}
