package io.muster.kit.paging;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param total items of the whole list
 */
public record Page<T>(List<T> items, long total, PageRequest request) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), total, request);
    }
}
