package io.muster.provisioning.bulk;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.muster.provisioning.bulk.BulkRefusal.FileTooLong;
import io.muster.provisioning.bulk.BulkRefusal.HeaderWrong;
import io.muster.provisioning.bulk.Column.Known;
import io.muster.provisioning.bulk.DeviceFile.Entry;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeviceFileTest {

    private static final BulkSettings SETTINGS = new SmallRyeConfigBuilder()
            .withMapping(BulkSettings.class)
            .withDefaultValue("muster.provisioning.bulk.max-rows", "6")
            .withDefaultValue("muster.provisioning.bulk.max-columns", "12")
            .build()
            .getConfigMapping(BulkSettings.class);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"\t", ";", ","})
    void theSeparatorIsFoundByLooking(String separator) throws IOException {
        List<Entry> entries = read(String.join(separator, "ID", "NAME", "TYPE") + "\n"
                + String.join(separator, "a", "\"x, y; \tz\"", "t"));

        assertThat(entries.get(0).line().value(Known.NAME)).contains("x, y; \tz");
        assertThat(entries.get(0).line().value(Known.TYPE)).contains("t");
    }

    @Test
    void textIsUtf8WithOrWithoutAMarkAndElseWindows1252() throws IOException {
        String text = "id,name\n1,Größe €\n";

        for (byte[] bytes : List.of(
                text.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                text.getBytes(Charset.forName("windows-1252")))) {
            DeviceLine line = read(bytes).get(0).line();

            assertThat(line.value(Known.ID)).contains("1");
            assertThat(line.value(Known.NAME)).contains("Größe €");
        }
    }

    @Test
    void rowsCountAsInASpreadsheetAndBlankLinesAreNone() throws IOException {
        List<Entry> entries = read("ID;NAME\na;1\nb;\"two\nlines\"\n\n  \n;\nc;3");

        assertThat(entries)
                .extracting(entry -> entry.line().value(Known.ID).orElse(""))
                .containsExactly("a", "b", "c");
        assertThat(entries.get(0).line().row()).isEqualTo(2);
        assertThat(entries.get(2).line().row()).isEqualTo(8);
    }

    @Test
    void aLineOfAnotherWidthIsBadAndShowsNoPassword() throws IOException {
        Entry entry = read("ID;CREDENTIALS;TENANT\nd1;hush\n").get(0);

        assertThat(entry).isInstanceOfSatisfying(Entry.Bad.class, bad -> assertThat(bad.why())
                .isEqualTo("The line has 2 values, the first line 3."));
        assertThat(entry.line().row()).isEqualTo(2);
        assertThat(entry.line().toString()).isEqualTo("DeviceInfo{id='', credentials='', tenant=''}");
        assertThat(entry.toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d1,hush\n", "d1\thush\n", "hush\n"})
    void ofALineThatIsSeparatedInAnotherWayNothingIsShown(String line) throws IOException {
        Entry entry = read("ID;CREDENTIALS\nd0;secret\n" + line).get(1);

        assertThat(entry).isInstanceOf(Entry.Bad.class);
        assertThat(entry.toString()).doesNotContain("hush").doesNotContain("d1");
    }

    @Test
    void aQuoteThatIsNotClosedIsOneErrorWhereItBegins() throws IOException {
        List<Entry> entries = read("ID;CREDENTIALS\na;1\n\n\"unterminated;hush\nnext;p\nlast;p\n");

        assertThat(entries).hasSize(2);
        assertThat(entries.get(1)).isInstanceOfSatisfying(Entry.Bad.class, bad -> {
            assertThat(bad.line().row()).isEqualTo(4);
            assertThat(bad.why()).startsWith("A cell that begins with a quote must end with one");
            assertThat(bad.toString()).doesNotContain("hush").doesNotContain("unterminated");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"x;hush", "\"a\"x;\"b\"y;\"c\"z"})
    void whatFollowsAClosingQuoteMakesTheLineBadAndNoOther(String line) throws IOException {
        List<Entry> entries = read("ID;CREDENTIALS\n" + line + "\nb;2\n");

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0)).isInstanceOf(Entry.Bad.class);
        assertThat(entries.get(0).line().row()).isEqualTo(2);
        assertThat(entries.get(1).line().value(Known.ID)).contains("b");
        assertThat(entries.get(1).line().row()).isEqualTo(3);
    }

    @Test
    void propertiesAreKeptBesideWhatOtherColumnsSayOfTheSameObject() throws IOException {
        DeviceLine line = read("ID;c8y_Mobile.msisdn;ICCID;externalIds.foo;external-bar\nm;123;99;f;b\n")
                .get(0)
                .line();

        assertThat(line.metadata())
                .isEqualTo(Map.of(
                        "c8y_Mobile", Map.of("msisdn", "123", "iccid", "99"),
                        "externalIds", Map.of("c8y_Serial", "m", "foo", "f", "bar", "b")));
    }

    @Test
    void everyColumnFindsItsPlace() throws IOException {
        DeviceLine line =
                read("""
                        id,ICCID,IDTYPE,shell,external-c8y_Imei,c8y_Hardware.model,c8y_Hardware.a.b,owner
                        d1,4711,,1,356,X1,deep,ada
                        """)
                        .get(0)
                        .line();

        assertThat(line.metadata())
                .isEqualTo(Map.of(
                        "c8y_Mobile", Map.of("iccid", "4711"),
                        "c8y_SupportedOperations", List.of("c8y_Command"),
                        "externalIds", Map.of("c8y_Serial", "d1", "c8y_Imei", "356"),
                        "c8y_Hardware", Map.of("model", "X1", "a", Map.of("b", "deep")),
                        "owner", "ada"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NAME;TYPE\n",
                "ID;id\n",
                "ID;;NAME\n",
                "ID;a;a.b\n",
                "ID;a..b\n",
                "ID;c8y_Mobile.iccid;ICCID\n",
                "ID;c8y_Mobile;ICCID\n",
                "ID;SHELL;c8y_SupportedOperations\n",
                "ID;externalIds\n",
                "ID;externalIds.foo;external-foo\n",
                "ID;\"NAME\n",
                "ID;\"NAME\"x\n",
                "ID;a.b.c.d.e.f.g.h.i\n",
                "ID;1;2;3;4;5;6;7;8;9;10;11;12\n"
            })
    void aFileWhoseColumnsAreUnclearIsNotTaken(String text) {
        assertThatExceptionOfType(HeaderWrong.class).isThrownBy(() -> read(text));
    }

    @Test
    void aFileThatIsTooLongIsNotTaken() throws IOException {
        assertThat(read("ID\n1\n2\n3\n4\n5\n6\n\n")).hasSize(6);
        assertThatExceptionOfType(FileTooLong.class).isThrownBy(() -> read("ID\n1\n2\n3\n4\n5\n6\n7\n"));
    }

    private List<Entry> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Entry> read(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("devices.csv"), bytes);
        try (DeviceFile opened = DeviceFile.open(file, SETTINGS)) {
            return opened.entries().toList();
        }
    }
}
