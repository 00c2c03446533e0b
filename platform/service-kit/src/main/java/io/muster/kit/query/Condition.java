package io.muster.kit.query;

import java.util.List;

/**
 * What a device must be. It is either true or false of a device, never unknown: a value that is missing, or of another
 * type than the one it is compared with, is unequal to everything and neither before nor after anything.
 */
public sealed interface Condition {

    /** True of every device. */
    Condition ALWAYS = new All(List.of());

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of condition. */
    interface Visitor<R> {
        R all(All all);

        R any(Any any);

        R not(Not not);

        R compares(Compares compares);

        R isIn(IsIn isIn);

        R matches(Matches matches);

        R has(Has has);

        R exists(Exists exists);
    }

    /** All of these; of none it is true. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.all(this);
        }
    }

    /** At least one of these; of none it is false. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.any(this);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    record Compares(Field field, Comparator comparator, Literal value) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compares(this);
        }
    }

    /** Equal to one of the values. */
    record IsIn(Field field, List<Literal> values) implements Condition {
        public IsIn {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.isIn(this);
        }
    }

    /** A text that has this in it, or begins with it; upper and lower case are the same. */
    record Matches(Field field, Place place, String text) implements Condition {

        /** Where in the text. */
        public enum Place {
            INSIDE,
            START
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matches(this);
        }
    }

    /** A list that has these values in it. */
    record Has(Field field, Quantity quantity, List<Literal> values) implements Condition {

        /** How many of the values. */
        public enum Quantity {
            ALL,
            ANY
        }

        public Has {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.has(this);
        }
    }

    /** There is a value, and it is not null; of a list: it is not empty. */
    record Exists(Field field) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exists(this);
        }
    }
}
