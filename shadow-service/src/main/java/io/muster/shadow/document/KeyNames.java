package io.muster.shadow.document;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names of keys in an object: {@code led} and, for a key in it, {@code led.color}. A key with a dot in it is named as it
 * is.
 */
final class KeyNames {

    private KeyNames() {}

    /** The name of a key in the object of that name; the whole has the name "". */
    static String in(String object, String key) {
        return object.isEmpty() ? key : object + "." + key;
    }

    /** The names of all keys, on every level. */
    static Set<String> of(Map<?, ?> object) {
        Set<String> names = new HashSet<>();
        collect("", object, names);
        return names;
    }

    /** Whether one of the names is this one, or a part of it, or what it is a part of. */
    static boolean touches(Collection<String> names, String name) {
        return names.stream().anyMatch(other -> covers(other, name) || covers(name, other));
    }

    private static boolean covers(String name, String part) {
        return part.startsWith(name) && (part.length() == name.length() || part.charAt(name.length()) == '.');
    }

    private static void collect(String prefix, Map<?, ?> object, Set<String> names) {
        object.forEach((key, value) -> {
            String name = in(prefix, String.valueOf(key));
            names.add(name);
            if (value instanceof Map<?, ?> deeper) {
                collect(name, deeper, names);
            }
        });
    }
}
