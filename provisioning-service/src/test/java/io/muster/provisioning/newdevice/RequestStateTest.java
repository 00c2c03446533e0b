package io.muster.provisioning.newdevice;

import java.util.Optional;

import io.muster.provisioning.newdevice.RegistrationRefusal.TokenMissing;
import io.muster.provisioning.newdevice.RequestState.Accepted;
import io.muster.provisioning.newdevice.RequestState.Blocked;
import io.muster.provisioning.newdevice.RequestState.PendingAcceptance;
import io.muster.provisioning.newdevice.RequestState.WaitingForConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestStateTest {

    private static final Optional<TokenMark> NONE = Optional.empty();
    private static final Optional<TokenMark> RIGHT = Optional.of(new TokenMark("right"));
    private static final Optional<TokenMark> WRONG = Optional.of(new TokenMark("wrong"));

    @Test
    void theFirstConnectionMakesARequestPending() {
        assertThat(new WaitingForConnection().connected(RIGHT)).isEqualTo(new PendingAcceptance(RIGHT, 0));
    }

    @Test
    void aDeviceThatWasStartedAnewShowsANewTokenAndOneWithoutKeepsTheLast() {
        PendingAcceptance pending = new PendingAcceptance(WRONG, 2);

        assertThat(pending.connected(RIGHT)).isEqualTo(new PendingAcceptance(RIGHT, 2));
        assertThat(pending.connected(NONE)).isEqualTo(pending);
    }

    @Test
    void nobodyLooksAtTokensThatAreIgnored() {
        assertThat(new PendingAcceptance(RIGHT, 0).accepted(TokenPolicy.IGNORED, WRONG, 1))
                .isEqualTo(new Accepted(NONE, 0));
    }

    @Test
    void aDeviceWithoutTokenIsAcceptedWithAnyWhereTokensAreOptional() {
        assertThat(new PendingAcceptance(NONE, 0).accepted(TokenPolicy.OPTIONAL, WRONG, 1))
                .isEqualTo(new Accepted(NONE, 0));
    }

    @Test
    void aDeviceWithoutTokenIsNotAcceptedWhereTokensAreRequired() {
        assertThatExceptionOfType(TokenMissing.class)
                .isThrownBy(() -> new PendingAcceptance(NONE, 0).accepted(TokenPolicy.REQUIRED, RIGHT, 1));
    }

    @Test
    void theTokenOfADeviceThatShowsOneMustBeGiven() {
        assertThatExceptionOfType(TokenMissing.class)
                .isThrownBy(() -> new PendingAcceptance(RIGHT, 0).accepted(TokenPolicy.OPTIONAL, NONE, 1));
    }

    @Test
    void theRightTokenLetsInAndTheLastWrongOneBlocks() {
        PendingAcceptance pending = new PendingAcceptance(RIGHT, 0);

        assertThat(pending.accepted(TokenPolicy.OPTIONAL, RIGHT, 2)).isEqualTo(new Accepted(RIGHT, 0));
        assertThat(pending.accepted(TokenPolicy.OPTIONAL, WRONG, 2)).isEqualTo(new PendingAcceptance(RIGHT, 1));
        assertThat(new PendingAcceptance(RIGHT, 1).accepted(TokenPolicy.REQUIRED, WRONG, 2))
                .isEqualTo(new Blocked());
    }

    @Test
    void credentialsAreOnlyForWhoShowsTheTokenTheyWereAcceptedWith() {
        Accepted accepted = new Accepted(RIGHT, 0);

        assertThat(accepted.opensFor(RIGHT)).isTrue();
        assertThat(accepted.opensFor(WRONG)).isFalse();
        assertThat(accepted.opensFor(NONE)).isFalse();
        assertThat(accepted.wrongToken(2)).isEqualTo(new Accepted(RIGHT, 1));
        assertThat(new Accepted(RIGHT, 1).wrongToken(2)).isEqualTo(new Blocked());
        assertThat(new Accepted(NONE, 0).opensFor(WRONG)).isTrue();
    }
}
