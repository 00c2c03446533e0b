package io.muster.command.catalogue;

import java.util.List;
import java.util.Map;

import io.muster.kit.problem.Refusal.FieldError;

/** Reads JSON Schemas. Nothing that a schema refers to is fetched. */
public interface ParameterSchemas {

    /** What is wrong with a schema; empty if nothing is. */
    List<FieldError> faults(String schema);

    /** What of the parameters a sound schema does not allow, each fault with the field's path; empty if nothing. */
    List<FieldError> refusals(String schema, Map<String, Object> parameters);
}
