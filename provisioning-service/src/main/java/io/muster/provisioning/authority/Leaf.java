package io.muster.provisioning.authority;

import java.time.Instant;

/**
 * Names a device certificate among all that its authority has signed.
 *
 * @param authority {@linkplain CertificateAuthority#id() its id}
 * @param serial hexadecimal
 * @param notAfter what the certificate itself says
 */
public record Leaf(String authority, String serial, Instant notAfter) {}
