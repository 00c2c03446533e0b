package io.muster.command.catalogue;

import java.time.Instant;

/** A command type without its schema, of which a thousand would fill the memory. */
public record CommandTypeName(String type, String command, Instant updatedAt, String updatedBy) {}
