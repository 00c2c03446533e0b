package io.muster.broker.access;

/**
 * From where a client comes.
 *
 * @param protocol {@code mqtt}, {@code mqtts}, {@code ws} or {@code wss}
 * @param address IP address without port
 */
public record Origin(String protocol, String address) {}
