package io.muster.shadow.document;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A merge patch in the name of a layer. */
record LayerPatch(Source source, Map<String, @Nullable Object> patch) {}
