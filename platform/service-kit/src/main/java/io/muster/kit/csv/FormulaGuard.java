package io.muster.kit.csv;

import java.util.regex.Pattern;

/** Keeps a spreadsheet from taking a text for a formula and running it. */
public final class FormulaGuard {

    private static final char MARK = '\'';

    /** Spreadsheets take away what cannot be seen before a formula, and read its wide signs as the narrow ones. */
    private static final Pattern FORMULA =
            Pattern.compile("(?U)[\\t\\r\\n]|[\\s\\p{Cf}]*[-=+@\uFF1D\uFF0B\uFF0D\uFF20]");

    /** It begins like a formula and is none. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,18}(\\.\\d{1,18})?([eE][-+]?\\d{1,3})?");

    private FormulaGuard() {}

    /** The text as a cell, with a mark before it if it could be run. */
    public static String harmless(String text) {
        return isFormula(text) ? MARK + text : text;
    }

    /** The text that was made {@link #harmless}. */
    public static String original(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == MARK && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String text) {
        return FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    }
}
