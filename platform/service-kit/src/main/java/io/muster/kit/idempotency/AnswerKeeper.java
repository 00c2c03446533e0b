package io.muster.kit.idempotency;

/**
 * In which form requests and answers are kept for their {@code Idempotency-Key}. A service whose answers hold secrets
 * has one of its own; all others keep answers as they are.
 */
public interface AnswerKeeper {

    /**
     * What is kept of an answer's body.
     *
     * @param purpose which answer it is: what was sealed for one must not open for another
     */
    String seal(String purpose, String body);

    /** The body again. */
    String open(String purpose, String kept);

    /**
     * What is kept of a request to know it again. A body may hold a password that somebody chose: then a plain hash
     * would let it be guessed.
     *
     * @param digest SHA-256 of the request, in hex
     */
    String fingerprint(String digest);
}
