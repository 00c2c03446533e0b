package io.muster.provisioning.bulk;

import java.util.Optional;

/** How it went with one line of a file. */
public sealed interface Outcome {

    /** There was nothing of this name. */
    record Created(String id) implements Outcome {}

    /** It was there: a device has new credentials, a request knows what the line says. */
    record Updated(String id) implements Outcome {}

    /**
     * Nothing was changed.
     *
     * @param row as a spreadsheet counts: the first line is 1
     * @param id empty if the line names none
     * @param line without its secrets
     */
    record Failed(long row, Optional<String> id, String reason, String line) implements Outcome {}
}
