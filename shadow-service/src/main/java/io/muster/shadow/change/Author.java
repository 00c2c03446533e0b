package io.muster.shadow.change;

import io.muster.shadow.document.Source;

/**
 * Who changes a shadow.
 *
 * @param name of the person or program, or the {@code id} of the device
 */
public record Author(Source source, String name) {

    /** What is desired by default. */
    static final Author LAYERS = new Author(Source.WORKSPACE, "defaults");

    public static Author person(String name) {
        return new Author(Source.PERSON, name);
    }

    /** What the device says as telemetry and status. */
    static Author derived() {
        return new Author(Source.DERIVED, "telemetry");
    }

    public static Author device(String id) {
        return new Author(Source.DEVICE, id);
    }
}
