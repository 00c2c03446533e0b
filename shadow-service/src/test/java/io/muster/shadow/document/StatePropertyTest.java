package io.muster.shadow.document;

import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class StatePropertyTest {

    @Property
    void reportingTheDeltaLeavesNone(
            @ForAll("objects") Map<String, Object> desired, @ForAll("objects") Map<String, Object> reported) {
        State wanted = new State(desired);
        State present = new State(reported);

        State after = present.merge(wanted.missingFrom(present).values());

        assertThat(wanted.missingFrom(after).isEmpty()).isTrue();
    }

    @Property
    void mergingTwiceIsMergingOnce(
            @ForAll("objects") Map<String, Object> target, @ForAll("objects") Map<String, Object> patch) {
        State once = new State(target).merge(patch);

        assertThat(once.merge(patch)).isEqualTo(once);
    }

    @Property
    void aStateMissesNothingOfItself(@ForAll("objects") Map<String, Object> values) {
        State state = new State(values);

        assertThat(state.missingFrom(state).isEmpty()).isTrue();
        assertThat(state.isSameAs(state)).isTrue();
    }

    /** Few keys and values, so that two of them have much in common. */
    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return objects(3);
    }

    private static Arbitrary<Map<String, Object>> objects(int levels) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values(levels)).ofMaxSize(3);
    }

    private static Arbitrary<Object> values(int levels) {
        Arbitrary<Object> scalars = Arbitraries.of("x", "y", 1, 1.0, 2L, true, false);
        if (levels == 0) {
            return scalars;
        }
        Arbitrary<Object> lists = scalars.list().ofMaxSize(2).map(list -> (Object) list);
        return Arbitraries.oneOf(scalars, lists, objects(levels - 1).map(object -> (Object) object));
    }
}
