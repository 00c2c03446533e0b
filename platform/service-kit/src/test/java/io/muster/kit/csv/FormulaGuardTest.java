package io.muster.kit.csv;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormulaGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 151 1",
                "-1+1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n1",
                "=",
                " =1",
                "\u00A0\u200B=1",
                "＝1",
                "＋x",
                "－x",
                "＠x"
            })
    void whatASpreadsheetWouldRunIsMarkedAndCanBeReadAgain(String text) {
        assertThat(FormulaGuard.harmless(text)).isEqualTo("'" + text);
        assertThat(FormulaGuard.original("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "'quoted'", "1=1", "a-b", " 1", "-5", "+4915112", "-1.5e-3"})
    void anythingElseStaysAsItIs(String text) {
        assertThat(FormulaGuard.harmless(text)).isEqualTo(text);
        assertThat(FormulaGuard.original(text)).isEqualTo(text);
    }
}
