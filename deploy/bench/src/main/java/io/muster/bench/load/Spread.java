package io.muster.bench.load;

import java.util.List;
import java.util.Locale;

/** Some measurements of the same thing. */
public record Spread(List<Double> measured) {

    public Spread {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        measured = measured.stream().sorted().toList();
    }

    /** The middle one; of an even number the lower of the two in the middle. */
    public double median() {
        return measured.get((measured.size() - 1) / 2);
    }

    /** For example {@code 2,812 (2,640 to 3,015, n=3)}. */
    @Override
    public String toString() {
        return number(median()) + " (" + number(measured.get(0)) + " to " + number(measured.get(measured.size() - 1))
                + ", n=" + measured.size() + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
