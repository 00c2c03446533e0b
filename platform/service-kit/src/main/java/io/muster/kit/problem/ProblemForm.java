package io.muster.kit.problem;

/** How problems are told on paths whose callers know another form than RFC 9457's. Every bean of this type is asked. */
public interface ProblemForm {

    boolean owns(String path);

    Told tell(Problem problem);

    /** An answer, ready to be written. */
    record Told(int status, String mediaType, String body) {}
}
