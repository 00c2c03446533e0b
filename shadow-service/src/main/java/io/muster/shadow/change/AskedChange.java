package io.muster.shadow.change;

import java.util.function.UnaryOperator;

import io.muster.shadow.document.ShadowId;

/**
 * A change of a shadow that somebody asks for.
 *
 * @param decision is told what is there and says what shall be there; what it throws is the answer, and changes nothing. It
 *     may be asked again
 */
public record AskedChange(ShadowId id, UnaryOperator<ShadowChange> decision) {}
