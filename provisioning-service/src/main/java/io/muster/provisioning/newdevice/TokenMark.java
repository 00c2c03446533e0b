package io.muster.provisioning.newdevice;

/**
 * What is kept of a security token.
 *
 * @param text its keyed hash
 */
public record TokenMark(String text) {}
