package io.muster.systemtests;

/** Somebody who watches all that comes in, and comes again whenever the stream ends in order. */
final class Listening implements Work {

    @Override
    public void once(Caller caller) throws Caller.Failed {
        caller.readToTheEnd("telemetry", "/telemetry/stream");
    }

    @Override
    public void awaitWhole() {
        // What a stream tells is not kept.
    }
}
