package io.muster.kit.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** Rows of a table in CSV (RFC 4180), with every cell in quotes: it stays whole also where semicolons end cells. */
public final class QuotedRows {

    private static final CSVFormat QUOTED =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL_NON_NULL).get();

    private QuotedRows() {}

    /** The rows with CRLF after each; what is null is an empty cell without quotes. */
    public static String of(List<Object[]> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, QUOTED)) {
            for (Object[] row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A text that others have written as a cell that no spreadsheet runs. */
    public static @Nullable String safe(@Nullable String text) {
        return text == null ? null : FormulaGuard.harmless(text);
    }
}
