package io.muster.telemetry.http;

import org.jspecify.annotations.Nullable;

/** The items of a body that is held whole, one after the other: none is made before it is asked for. */
interface ItemReader<T> {

    /**
     * The next one; null at the end.
     *
     * @throws io.muster.kit.problem.InvalidRequest if the body cannot be read any further
     */
    @Nullable
    T next();

    /** The bytes of an item. */
    int size(T item);
}
