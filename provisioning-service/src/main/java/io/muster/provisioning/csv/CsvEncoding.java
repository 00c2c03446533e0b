package io.muster.provisioning.csv;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How the text of a CSV file is written: UTF-8 if all of it is that, else Windows-1252, which spreadsheets call ANSI. */
public final class CsvEncoding {

    private static final int BLOCK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvEncoding() {}

    /** The text from its first character on; a byte order mark is none. */
    public static BufferedReader reader(Path file) throws IOException {
        CharsetDecoder decoder;
        try (InputStream input = Files.newInputStream(file)) {
            decoder = found(input);
        }
        InputStream input = Files.newInputStream(file);
        try {
            return reader(input, decoder);
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    /**
     * As {@link #reader(Path)}.
     *
     * @param said how it is written, by whoever sent it; reading fails with an {@link IOException} where it is not
     */
    public static BufferedReader reader(byte[] bytes, Optional<Charset> said) throws IOException {
        CharsetDecoder decoder = said.isPresent() ? said.get().newDecoder() : found(new ByteArrayInputStream(bytes));
        return reader(new ByteArrayInputStream(bytes), decoder);
    }

    private static BufferedReader reader(InputStream input, CharsetDecoder decoder) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(input, decoder));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** Windows-1252 leaves five bytes without a meaning, which are no reason to refuse all others. */
    private static CharsetDecoder found(InputStream input) throws IOException {
        Charset charset = isUtf8(input) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    private static boolean isUtf8(InputStream input) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer decoded = CharBuffer.allocate(BLOCK);
        boolean end = false;
        while (!end) {
            int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
            end = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            CoderResult result = decoder.decode(bytes, decoded, end);
            if (result.isError()) {
                return false;
            }
            bytes.compact();
            decoded.clear();
        }
        return true;
    }
}
