package io.muster.shadow.document;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a device says it is beside what people want it to be.
 *
 * @param device the {@code id}
 * @param version grows by one with every change of either side; 0 while nothing was ever said
 */
public record Shadow(String workspace, String device, long version, Side desired, Side reported) {

    /**
     * One side of a shadow.
     *
     * @param changedAt null until it is said for the first time
     */
    public record Side(State state, @Nullable Instant changedAt) {

        public static final Side EMPTY = new Side(State.EMPTY, null);
    }

    /** The shadow of a device about which nothing has been said yet. */
    public static Shadow untouched(String workspace, String device) {
        return new Shadow(workspace, device, 0, Side.EMPTY, Side.EMPTY);
    }

    /** After a person's merge patch; the same shadow if that changes nothing. */
    public Shadow desire(Map<String, @Nullable Object> patch, Instant at) {
        State after = desired.state().merge(patch);
        return after.isSameAs(desired.state())
                ? this
                : new Shadow(workspace, device, version + 1, new Side(after, at), reported);
    }

    /** After the device's merge patch; the same shadow if that changes nothing. */
    public Shadow report(Map<String, @Nullable Object> patch, Instant at) {
        State after = reported.state().merge(patch);
        return after.isSameAs(reported.state())
                ? this
                : new Shadow(workspace, device, version + 1, desired, new Side(after, at));
    }

    /** What is desired and not yet reported. */
    public State delta() {
        return desired.state().missingFrom(reported.state());
    }

    /** Whether the device has something left to do. */
    public boolean isPending() {
        return !delta().isEmpty();
    }
}
