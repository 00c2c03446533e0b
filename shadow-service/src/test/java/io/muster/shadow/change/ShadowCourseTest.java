package io.muster.shadow.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.Source;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShadowCourseTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ShadowCourse course = new ShadowCourse(Shadow.untouched(ShadowId.of("ws_a", "dev_1")));

    @Test
    void eachChangeComesUponTheOneBefore() {
        course.take(desiring("a", 1));
        course.take(desiring("b", 2));

        assertThat(course.shadow().desired().state().values()).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(course.revisions())
                .extracting(revision ->
                        revision.before().version() + " " + revision.after().version())
                .containsExactly("0 1", "1 2");
        assertThat(course.isToBeKept()).isTrue();
        assertThat(course.isDue()).isTrue();
    }

    @Test
    void oneThatIsRefusedHasChangedNothing() {
        course.take(desiring("a", 1));

        assertThatThrownBy(() -> course.take(before -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(course.shadow().version()).isEqualTo(1);
        assertThat(course.revisions()).hasSize(1);
    }

    @Test
    void oneThatOnlyRefusesIsNotKept() {
        assertThatThrownBy(() -> course.take(before -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(course.isToBeKept()).isFalse();
    }

    @Test
    void aDeltaThatCameAndWentIsNotSent() {
        course.take(desiring("a", 1));
        course.take(reporting("a", 1));

        assertThat(course.isDue()).isFalse();
        assertThat(course.isToBeKept()).isTrue();
    }

    @Test
    void aDeltaThatStayedTheSameIsNotSentAgainUnlessTheDeviceAsks() {
        Shadow diverged = course.take(desiring("a", 1));

        ShadowCourse same = new ShadowCourse(diverged);
        same.take(reporting("b", 2));
        assertThat(same.isDue()).isFalse();

        ShadowCourse asked = new ShadowCourse(diverged);
        asked.take(ShadowChange::askAgain);
        assertThat(asked.isDue()).isTrue();
        assertThat(asked.isToBeKept()).isTrue();
    }

    private static UnaryOperator<ShadowChange> desiring(String key, int value) {
        return before -> to(before, before.shadow().desire(Map.of(key, value), Map.of(), Source.PERSON, NOW));
    }

    private static UnaryOperator<ShadowChange> reporting(String key, int value) {
        return before -> to(before, before.shadow().report(Map.of(key, value), Source.DEVICE, null, NOW, 10));
    }

    private static ShadowChange to(ShadowChange before, Shadow after) {
        return new ShadowChange(
                after,
                List.of(Revision.ofDesired(before.shadow(), after, Author.person("ada"), NOW)),
                before.asksAgain());
    }
}
