package io.muster.telemetry.http;

import java.io.IOException;
import java.io.StringReader;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CellLimitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b,c\n1,2,3", "a\r\n1,2,3\r\n,,", "\"a,b,c,d\",b,c", "\"a\n\"\",,,\"\"\",b,c", "a\",b,\"c,d\""
            })
    void aTableOfSoManyCellsInARowIsReadAsItIs(String table) throws IOException {
        assertThat(read(table)).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b,c,d", "a\n1,2,3,4", ",,,", "\"\n\",\"\n\",\"\n\",\"\n\"", "a\",b,c,d", "\"a\"\"\",b,c,d"})
    void aRowWithMoreCellsIsRefusedBeforeItsEnd(String table) {
        assertThatThrownBy(() -> read(table)).isInstanceOf(IOException.class);
    }

    private static String read(String table) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CellLimit limited = new CellLimit(new StringReader(table), 3)) {
            char[] some = new char[4];
            for (int read = limited.read(some, 0, 4); read >= 0; read = limited.read(some, 0, 4)) {
                text.append(some, 0, read);
            }
        }
        return text.toString();
    }
}
