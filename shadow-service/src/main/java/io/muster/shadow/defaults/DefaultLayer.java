package io.muster.shadow.defaults;

import java.time.Instant;

import io.muster.shadow.document.Layer;

/** A layer, who said it last and when. */
public record DefaultLayer(Layer layer, String author, Instant updatedAt) {}
