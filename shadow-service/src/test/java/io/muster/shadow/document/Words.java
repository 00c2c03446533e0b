package io.muster.shadow.document;

import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** JSON objects and merge patches: few keys and values, so that two of them have much in common. */
final class Words {

    private Words() {}

    static Arbitrary<Map<String, Object>> objects() {
        return objects(3, false);
    }

    static Arbitrary<Map<String, Object>> patches() {
        return objects(3, true);
    }

    private static Arbitrary<Map<String, Object>> objects(int levels, boolean removing) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values(levels, removing))
                .ofMaxSize(3);
    }

    private static Arbitrary<Object> values(int levels, boolean removing) {
        Arbitrary<Object> scalars = Arbitraries.of("x", "y", 1, 1.0, 2L, true, false);
        Arbitrary<Object> words = removing ? scalars.injectNull(0.3) : scalars;
        if (levels == 0) {
            return words;
        }
        Arbitrary<Object> lists = scalars.list().ofMaxSize(2).map(list -> (Object) list);
        return Arbitraries.oneOf(words, lists, objects(levels - 1, removing).map(object -> (Object) object));
    }
}
