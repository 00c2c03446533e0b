package io.muster.shadow.change;

import java.util.function.BiFunction;

import io.muster.shadow.document.Layers;
import io.muster.shadow.document.ShadowId;

/**
 * A change of a shadow that somebody asks for.
 *
 * @param isLayered whether the decision needs the device's layers; else it is told of none
 * @param decision is told what is there and says what shall be there; what it throws is the answer, and changes nothing. It
 *     may be asked again
 */
public record AskedChange(ShadowId id, boolean isLayered, BiFunction<ShadowChange, Layers, ShadowChange> decision) {}
