package io.muster.kit.query;

import java.util.Set;

/** What the values of a field are, and so what can be asked of it. */
public sealed interface FieldType {

    /** Types that need no more than a name. */
    enum Simple implements FieldType {
        TEXT,
        NUMBER,
        BOOLEAN,
        TIME,
        /** A list of texts. */
        TEXTS,
        /** A set that the device is in or not, asked for by its name. */
        MEMBERSHIP,
        /** Any JSON: each value has its own type. */
        JSON,
        /** It is there or not; nothing else can be asked. */
        PRESENCE
    }

    /** One of these words. */
    record Word(Set<String> words) implements FieldType {
        public Word {
            words = Set.copyOf(words);
        }
    }
}
