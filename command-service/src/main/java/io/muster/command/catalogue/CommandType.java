package io.muster.command.catalogue;

import java.time.Instant;

/**
 * What devices of a type want with a command.
 *
 * @param schema a JSON Schema (2020-12, unless its {@code $schema} says another) of the parameters, as it was written
 */
public record CommandType(
        String workspace, String type, String command, String schema, Instant updatedAt, String updatedBy) {}
