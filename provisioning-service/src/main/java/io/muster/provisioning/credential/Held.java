package io.muster.provisioning.credential;

/** A credential and whose it is. */
public record Held(String workspace, String device, Credential credential) {}
