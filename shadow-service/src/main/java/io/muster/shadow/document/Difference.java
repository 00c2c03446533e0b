package io.muster.shadow.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a device is still to take over. What it has beyond what is desired may stay.
 *
 * @param policies by the name of the key
 * @param rejected names of keys that are not asked for
 */
record Difference(Map<String, Policy> policies, Set<String> rejected) {

    /** All that differs, whoever is right. */
    static final Difference WHOLE = new Difference(Map.of(), Set.of());

    Map<String, @Nullable Object> between(Side desired, Side reported) {
        return of("", desired.root(), reported.root());
    }

    private Map<String, @Nullable Object> of(String object, Node desired, Node reported) {
        Map<String, @Nullable Object> missing = new LinkedHashMap<>();
        desired.children().forEach((key, wanted) -> {
            String name = KeyNames.in(object, key);
            if (wanted.isThere() && !rejected.contains(name)) {
                @Nullable Object left = left(name, wanted, reported.there(key));
                if (left != null) {
                    missing.put(key, left);
                }
            }
        });
        return missing;
    }

    /** What is missing of one key; null for nothing. */
    private @Nullable Object left(String name, Node wanted, @Nullable Node present) {
        boolean bothObjects = wanted.isObject() && present != null && present.isObject();
        if (!bothObjects && present != null && !Policy.of(name, policies).asksFor(wanted, present)) {
            return null;
        }
        if (!wanted.isObject()) {
            return present != null && JsonValues.same(wanted.value(), present.value()) ? null : wanted.value();
        }
        Map<String, @Nullable Object> deeper = of(name, wanted, bothObjects ? present : Node.NOTHING);
        boolean isOnlyToBeThere = !bothObjects && wanted.object().isEmpty();
        return deeper.isEmpty() && !isOnlyToBeThere ? null : deeper;
    }
}
