package io.muster.kit.problem;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.jspecify.annotations.Nullable;

/** Names the parameter of the query that is no whole number. The framework would only say that nothing was found. */
@Provider
public class NumberParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, Object>> NUMBERS = Map.of(
            int.class, Integer::valueOf,
            Integer.class, Integer::valueOf,
            long.class, Long::valueOf,
            Long.class, Long::valueOf);

    private record Converter<T>(String name, Function<String, Object> number) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T fromString(@Nullable String text) {
            try {
                return text == null ? null : (T) number.apply(text);
            } catch (NumberFormatException none) {
                throw new InvalidRequest(name, "must be a whole number");
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        @Nullable Function<String, Object> number = NUMBERS.get(type);
        return number == null
                ? null
                : Stream.of(annotations)
                        .filter(QueryParam.class::isInstance)
                        .map(parameter -> new Converter<T>(((QueryParam) parameter).value(), number))
                        .findFirst()
                        .orElse(null);
    }
}
