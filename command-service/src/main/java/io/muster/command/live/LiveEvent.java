package io.muster.command.live;

import java.util.Map;

import io.muster.command.execution.Stage;
import io.muster.command.execution.Step;

/** What a listener is told. */
public sealed interface LiveEvent {

    /**
     * Something has happened to the command.
     *
     * @param id from which a listener that comes again goes on
     */
    record Stepped(String id, Step step) implements LiveEvent {}

    /**
     * The batch stands otherwise than before.
     *
     * @param id tells a listener that comes again whether that is news to it
     */
    record Counted(String id, Map<Stage, Long> counts) implements LiveEvent {}

    /** Nothing will happen any more. */
    record Ended(Sighting last) implements LiveEvent {}

    /** Nothing has happened for a while. */
    record Quiet() implements LiveEvent {}
}
