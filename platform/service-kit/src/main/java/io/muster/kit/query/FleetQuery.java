package io.muster.kit.query;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A query that was read and is in order. */
public record FleetQuery(Condition condition) {

    /** Whether what it finds changes with time alone. */
    public boolean dependsOnNow() {
        return condition.accept(new Parts()).literals().anyMatch(Literal.FromNow.class::isInstance);
    }

    /** The names of the fields it asks for, as the vocabulary has them. */
    public Set<String> fields() {
        Set<String> names = new LinkedHashSet<>();
        condition.accept(new Parts()).fields().map(Field::name).forEach(names::add);
        return names;
    }

    /** The query in its normal form, which reads as the same query again. */
    @Override
    public String toString() {
        return condition.accept(new QueryPrinter());
    }

    /** What a condition is made of. */
    private record Leaves(Stream<Field> fields, Stream<Literal> literals) {

        static Leaves of(Field field, Stream<Literal> literals) {
            return new Leaves(Stream.of(field), literals);
        }
    }

    private static final class Parts implements Condition.Visitor<Leaves> {

        @Override
        public Leaves all(Condition.All all) {
            return join(all.conditions().stream());
        }

        @Override
        public Leaves any(Condition.Any any) {
            return join(any.conditions().stream());
        }

        @Override
        public Leaves not(Condition.Not not) {
            return not.condition().accept(this);
        }

        @Override
        public Leaves compares(Condition.Compares compares) {
            return Leaves.of(compares.field(), Stream.of(compares.value()));
        }

        @Override
        public Leaves isIn(Condition.IsIn isIn) {
            return Leaves.of(isIn.field(), isIn.values().stream());
        }

        @Override
        public Leaves matches(Condition.Matches matches) {
            return Leaves.of(matches.field(), Stream.of());
        }

        @Override
        public Leaves has(Condition.Has has) {
            return Leaves.of(has.field(), has.values().stream());
        }

        @Override
        public Leaves exists(Condition.Exists exists) {
            return Leaves.of(exists.field(), Stream.of());
        }

        private Leaves join(Stream<Condition> conditions) {
            return conditions
                    .map(condition -> condition.accept(this))
                    .reduce(
                            new Leaves(Stream.of(), Stream.of()),
                            (one, other) -> new Leaves(
                                    Stream.concat(one.fields(), other.fields()),
                                    Stream.concat(one.literals(), other.literals())));
        }
    }
}
