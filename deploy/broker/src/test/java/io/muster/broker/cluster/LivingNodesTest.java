package io.muster.broker.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LivingNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Instant now = Instant.parse("2026-01-19T12:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final LivingNodes nodes = new LivingNodes(PATIENCE, clock);

    @Test
    void aNodeThatIsHeardLives() {
        nodes.heard("broker-1");

        assertThat(nodes.contains("broker-1")).isTrue();
        assertThat(nodes.haveLostOne()).isFalse();
    }

    @Test
    void aNodeThatIsSilentForTooLongIsLostOnce() {
        passTheBeginning();
        nodes.heard("broker-1");

        now = now.plus(PATIENCE);

        assertThat(nodes.haveLostOne()).isTrue();
        assertThat(nodes.contains("broker-1")).isFalse();
        assertThat(nodes.haveLostOne()).isFalse();
    }

    @Test
    void aNodeThatComesBackCanBeLostAgain() {
        passTheBeginning();
        nodes.heard("broker-1");
        now = now.plus(PATIENCE);
        nodes.haveLostOne();
        nodes.heard("broker-1");

        now = now.plus(PATIENCE);

        assertThat(nodes.haveLostOne()).isTrue();
    }

    @Test
    void whoeverWasNeverHeardSinceTheStartIsLookedForOnce() {
        assertThat(nodes.haveLostOne()).isFalse();

        now = now.plus(PATIENCE);

        assertThat(nodes.haveLostOne()).isTrue();
        assertThat(nodes.haveLostOne()).isFalse();
    }

    private void passTheBeginning() {
        now = now.plus(PATIENCE);
        nodes.haveLostOne();
    }
}
