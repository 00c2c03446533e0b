package io.muster.kit.idempotency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.ws.rs.NameBinding;

/**
 * On a resource or a method of one: its writes take the header {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header), or the same as the field {@code idempotencyKey} of a JSON object where the
 * resource has one. A caller that got no answer sends the same request with the same key
 * again; if it had succeeded, nothing happens and the first answer comes again, marked {@code Idempotency-Replayed}.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
