package io.muster.kit.idempotency;

/**
 * A request with a key.
 *
 * @param fingerprint tells requests apart that use the same key: of method, path, query and body; see {@link AnswerKeeper}
 */
record KeyedRequest(String workspace, String caller, String key, String fingerprint) {}
