package io.muster.shadow.history;

import java.util.LinkedHashMap;
import java.util.Map;

import io.muster.shadow.document.Policy;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowDocument.Metadata;
import io.muster.shadow.document.State;
import org.jspecify.annotations.Nullable;

/**
 * What a document said in a version, without metadata: a JSON object like any other, so that what a version changed is a
 * merge patch.
 */
public record Past(long version, State document) {

    private static final String REPORTED = "reported";
    private static final String DESIRED = "desired";
    private static final String DELTA = "delta";
    private static final String REJECTED = "rejected";
    private static final String POLICY = "policy";

    public static Past of(Shadow shadow) {
        ShadowDocument shown = ShadowDocument.of(shadow);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(REPORTED, shown.reported());
        document.put(DESIRED, shown.desired());
        document.put(DELTA, shown.delta());
        document.put(REJECTED, shown.rejected());
        document.put(POLICY, shown.policy());
        return new Past(shadow.version(), new State(document));
    }

    /** What the other one says differently, as a merge patch. */
    public Map<String, @Nullable Object> patchTo(Past later) {
        return document.patchTo(later.document);
    }

    /** What was desired. */
    public Map<String, @Nullable Object> desired() {
        Map<String, @Nullable Object> desired = new LinkedHashMap<>(object(DESIRED));
        desired.remove(ShadowDocument.LAST_UPDATED);
        return desired;
    }

    /** Which policies there were. */
    public Map<String, @Nullable Policy> policies() {
        Map<String, @Nullable Policy> policies = new LinkedHashMap<>();
        texts(POLICY).forEach((key, text) -> policies.put(key, Policy.of(text).orElse(null)));
        return policies;
    }

    /** As it was shown, but for the metadata. */
    public ShadowDocument shown() {
        return new ShadowDocument(
                object(REPORTED),
                object(DESIRED),
                object(DELTA),
                texts(REJECTED),
                texts(POLICY),
                version,
                new Metadata(Map.of(), Map.of()));
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(field).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> object(String field) {
        return document.values().get(field) instanceof Map<?, ?> object
                ? (Map<String, @Nullable Object>) object
                : Map.of();
    }
}
