package io.muster.provisioning.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A multipart body that ends, whether its last boundary says so or not: {@code --} stands in the place of the line ends
 * behind it, which is nothing but a remark in a body that has ended before. The reference's own example leaves it out.
 */
final class EndedMultipart extends InputStream {

    private static final int PART = 8192;
    private static final byte[] END = {'-', '-', '\r', '\n'};

    private final InputStream body;
    private final byte[] read = new byte[PART];

    /** Line ends that may be the last. */
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    private InputStream ready = InputStream.nullInputStream();
    private boolean ended;

    EndedMultipart(InputStream body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = ready.read(into, offset, length);
        while (count < 0 && !ended) {
            ready = new ByteArrayInputStream(next());
            count = ready.read(into, offset, length);
        }
        return count;
    }

    private byte[] next() throws IOException {
        int count = body.read(read);
        if (count < 0) {
            ended = true;
            return END;
        }
        int last = count;
        while (last > 0 && (read[last - 1] == '\r' || read[last - 1] == '\n')) {
            last--;
        }
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        if (last > 0) {
            held.writeTo(given);
            held.reset();
            given.write(read, 0, last);
        }
        held.write(read, last, count - last);
        return given.toByteArray();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
