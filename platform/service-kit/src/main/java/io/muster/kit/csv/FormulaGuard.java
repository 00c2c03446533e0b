package io.muster.kit.csv;

/** Keeps a spreadsheet from taking a text for a formula and running it. */
public final class FormulaGuard {

    private static final char MARK = '\'';
    /** With these a formula begins. */
    private static final String FORMULA = "=+-@\t\r";

    private FormulaGuard() {}

    /** The text as a cell, with a mark before it if it could be run. */
    public static String harmless(String text) {
        return isFormula(text, 0) ? MARK + text : text;
    }

    /** The text that was made {@link #harmless}. */
    public static String original(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == MARK && isFormula(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String text, int start) {
        return text.length() > start && FORMULA.indexOf(text.charAt(start)) >= 0;
    }
}
