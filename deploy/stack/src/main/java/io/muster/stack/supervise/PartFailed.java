package io.muster.stack.supervise;

import java.util.List;

/** A part that does not start, or does not stay up. */
public final class PartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lastLines;

    PartFailed(String part, String reason, List<String> lastLines) {
        super(part + " " + reason);
        this.lastLines = List.copyOf(lastLines);
    }

    /** The end of the part's log. */
    public List<String> lastLines() {
        return lastLines;
    }
}
