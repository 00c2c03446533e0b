package io.muster.telemetry.feedback;

/** The way to a device's topic {@code errors}. */
public interface DeviceLine {

    /** Says it once, to a device that listens just then; returns at once, and nothing is kept if it cannot be said. */
    void say(MessageError error);
}
