package io.muster.shadow.document;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StateRulesTest {

    private final StateRules rules = new StateRules(new ShadowLimits() {
        @Override
        public int maxBytes() {
            return 40;
        }

        @Override
        public int maxDepth() {
            return 2;
        }

        @Override
        public int maxKeys() {
            return 3;
        }

        @Override
        public int maxNames() {
            return 1;
        }

        @Override
        public Duration history() {
            return Duration.ZERO;
        }

        @Override
        public int maxReason() {
            return 9;
        }
    });

    @Test
    void nobodyMaySayLastUpdated() {
        assertThat(refused(Map.of("lastUpdated", 1))).isEqualTo("desired.lastUpdated");
        assertThatCode(() -> rules.checkPatch("desired", Map.of("a", Map.of("lastUpdated", 1))))
                .doesNotThrowAnyException();
    }

    @Test
    void textThatCannotBeKeptIsRefused() {
        assertThat(refused(Map.of("a", List.of("x\0")))).isEqualTo("desired");
        assertThat(refused(Map.of("\ud800", 1))).isEqualTo("desired");
    }

    @Test
    void aNumberBeyondADoubleIsRefused() {
        assertThat(refused(Map.of("a", List.of(Double.POSITIVE_INFINITY)))).isEqualTo("desired");
    }

    @Test
    void nestingHasALimit() {
        assertThat(refused(Map.of("a", Map.of("b", List.of())))).isEqualTo("desired");
        assertThatCode(() -> rules.checkPatch("desired", Map.of("a", Map.of("b", 1))))
                .doesNotThrowAnyException();
    }

    @Test
    void aSideHasALimit() {
        assertThatThrownBy(() -> rules.checkSize("desired", new State(Map.of("a", "x".repeat(33)))))
                .isInstanceOf(StateTooLarge.class);
        assertThatCode(() -> rules.checkSize("desired", new State(Map.of("a", "x".repeat(32)))))
                .doesNotThrowAnyException();
    }

    @Test
    void keysHaveALimitOnAllLevelsTogether() {
        assertThatThrownBy(() -> rules.checkSize("reported", new State(Map.of("a", Map.of("b", "", "c", ""), "d", ""))))
                .isInstanceOf(StateTooLarge.class)
                .hasMessage("reported would be larger than 3 keys.");
        assertThatThrownBy(() ->
                        rules.checkSize("reported", new State(Map.of("a", List.of(Map.of("b", 1, "c", 2, "d", 3))))))
                .isInstanceOf(StateTooLarge.class);
        assertThatCode(() -> rules.checkSize("reported", new State(Map.of("a", Map.of("b", 1, "c", 2)))))
                .doesNotThrowAnyException();
    }

    @Test
    void aReasonIsCutAndCleanedAndNeverRefused() {
        assertThat(rules.reasons(Map.of("a", "too hot", "b", "1234567890", "c", "x\0", "d", "12345678\ud83d\ude00")))
                .isEqualTo(Map.of("a", "too hot", "b", "123456789", "c", "x\ufffd", "d", "12345678"));
    }

    private String refused(Map<String, Object> patch) {
        InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class, () -> rules.checkPatch("desired", patch));
        assertThat(refusal).isNotNull();
        return refusal.errors().stream().map(FieldError::field).findFirst().orElseThrow();
    }
}
