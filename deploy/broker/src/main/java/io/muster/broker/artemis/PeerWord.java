package io.muster.broker.artemis;

import java.util.Optional;

/**
 * What nodes say to each other: a question, or the answer to it.
 *
 * @param to the Artemis id of the node that is answered; empty for a question, which is for all
 * @param from the Artemis id of the node that says it
 * @param number of the question
 * @param name of the node that says it
 */
record PeerWord(String to, String from, long number, String name) {

    private static final String SEPARATOR = "|";
    private static final int PARTS = 4;

    static PeerWord question(String from, long number, String name) {
        return new PeerWord("", from, number, name);
    }

    PeerWord answeredBy(String node, String itsName) {
        return new PeerWord(from, node, number, itsName);
    }

    boolean isQuestion() {
        return to.isEmpty();
    }

    String text() {
        return String.join(SEPARATOR, to, from, Long.toString(number), name);
    }

    /** Empty if it is no such word; that of another version may be none. */
    static Optional<PeerWord> read(String text) {
        String[] parts = text.split("\\" + SEPARATOR, PARTS);
        try {
            return parts.length < PARTS
                    ? Optional.empty()
                    : Optional.of(new PeerWord(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
