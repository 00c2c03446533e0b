package io.muster.kit.identity;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerifiedTokensTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looked = new AtomicInteger();
    private final VerifiedTokens<String> tokens =
            new VerifiedTokens<>(10, token -> Duration.ofSeconds(token.length()), nanos::get);

    @Test
    void aTokenThatWasRightIsNotLookedAtAgain() {
        assertThat(said("abc")).isEqualTo("abc");
        assertThat(said("abc")).isEqualTo("abc");

        assertThat(looked).hasValue(1);
    }

    @Test
    void whatOneTokenSaysIsNotSaidOfAnother() {
        said("abc");

        assertThat(said("abd")).isEqualTo("abd");
    }

    @Test
    void itIsBelievedForItsTimeAndNoLonger() {
        said("abc");
        pass(Duration.ofMillis(2_999));
        said("abc");
        assertThat(looked).hasValue(1);

        pass(Duration.ofMillis(1));
        said("abc");

        assertThat(looked).hasValue(2);
    }

    @Test
    void aTokenThatHasEndedIsNotBelievedOnce() {
        said("");
        said("");

        assertThat(looked).hasValue(2);
    }

    @Test
    void aRefusedTokenIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.of("wrong", token -> {
                        throw new SecurityException();
                    }))
                    .isInstanceOf(SecurityException.class);
        }
        assertThat(said("wrong")).isEqualTo("wrong");
    }

    private String said(String token) {
        return tokens.of(token, fresh -> {
            looked.incrementAndGet();
            return fresh;
        });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
