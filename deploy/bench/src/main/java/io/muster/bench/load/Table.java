package io.muster.bench.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by name, run after run; printed as Markdown. */
public final class Table {

    private final Map<String, List<Double>> rows = new LinkedHashMap<>();

    public void add(String what, double measured) {
        rows.computeIfAbsent(what, name -> new ArrayList<>()).add(measured);
    }

    /** Adds how many times the median of one row is that of another. */
    public void addRatio(String what, String row, String other) {
        add(what, new Spread(rows.get(row)).median() / new Spread(rows.get(other)).median());
    }

    public void print(PrintStream out) {
        out.println("| what | median (spread) |");
        out.println("|---|---|");
        rows.forEach((what, measured) -> out.println("| " + what + " | " + new Spread(measured) + " |"));
    }
}
