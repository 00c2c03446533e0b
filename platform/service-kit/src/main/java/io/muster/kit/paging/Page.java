package io.muster.kit.paging;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param total items of the whole list
 * @param next where the list goes on; null at its end, and of lists that are read by page number only
 */
public record Page<T>(List<T> items, long total, PageRequest request, @Nullable Cursor next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Of a list that is read by page number only. */
    public Page(List<T> items, long total, PageRequest request) {
        this(items, total, request, null);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), total, request, next);
    }
}
