package io.muster.kit.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import org.jspecify.annotations.Nullable;

/** Refuses bytes that are not UTF-8. The parser alone takes overlong forms, behind which other filters look in vain. */
final class Utf8 extends InputDecorator {

    private static final long serialVersionUID = 1L;

    @Override
    public InputStream decorate(IOContext context, InputStream bytes) {
        return new Checked(bytes);
    }

    /** The bytes as they are: null says that. */
    @Override
    public @Nullable InputStream decorate(IOContext context, byte[] bytes, int offset, int length)
            throws JsonProcessingException {
        new Check().next(bytes, offset, length, true);
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader text) {
        return text;
    }

    /** Looks at bytes as they come, a part at a time. */
    private static final class Check {

        private static final int LETTERS = 4096;

        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        private final CharBuffer letters = CharBuffer.allocate(LETTERS);

        /** The beginning of a letter whose end has not come. */
        private ByteBuffer left = ByteBuffer.allocate(0);

        void next(byte[] bytes, int offset, int length, boolean last) throws JsonProcessingException {
            ByteBuffer part = left.hasRemaining()
                    ? ByteBuffer.allocate(left.remaining() + length)
                            .put(left)
                            .put(bytes, offset, length)
                            .flip()
                    : ByteBuffer.wrap(bytes, offset, length);
            CoderResult result;
            do {
                result = decoder.decode(part, letters.clear(), last);
            } while (result.isOverflow());
            if (result.isError()) {
                throw new JsonParseException((JsonParser) null, "The bytes are not UTF-8");
            }
            left = ByteBuffer.allocate(part.remaining()).put(part).flip();
        }
    }

    private static final class Checked extends FilterInputStream {

        private static final byte[] NOTHING = {};

        private final Check check = new Check();

        Checked(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read < 0) {
                check.next(NOTHING, 0, 0, true);
            } else {
                check.next(into, offset, read, false);
            }
            return read;
        }
    }
}
