package io.muster.provisioning.turns;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Lets work go on side by side, each with transactions of its own. */
public interface Turns {

    <T> Uni<T> take(Supplier<Uni<T>> work);
}
