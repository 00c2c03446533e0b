package io.muster.broker.session;

/** The connection under a session. */
public interface Link {

    /** {@code mqtt}, {@code mqtts}, {@code ws} or {@code wss}. */
    String protocol();

    /** The client's IP address without port. */
    String address();

    /** Closes the connection soon, from whatever thread. */
    void close();
}
