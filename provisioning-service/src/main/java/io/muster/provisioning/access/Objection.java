package io.muster.provisioning.access;

/**
 * Why somebody was kept out.
 *
 * @param reason in one word; see {@link io.muster.events.AccessEvent.Attempt}
 * @param detail the same for a person
 */
public record Objection(String reason, String detail) {}
