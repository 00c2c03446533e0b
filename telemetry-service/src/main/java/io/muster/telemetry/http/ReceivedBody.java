package io.muster.telemetry.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import io.vertx.core.buffer.Buffer;

/** A body that is in memory, piece by piece; a piece that was read is let go of. */
final class ReceivedBody extends InputStream {

    private static final int PIECE = 64 * 1024;

    private final SharedBytes held;
    private final Deque<ByteArrayOutputStream> pieces = new ArrayDeque<>();
    private ByteArrayInputStream reading = new ByteArrayInputStream(new byte[0]);
    private int taken;
    private boolean closed;

    ReceivedBody(SharedBytes held) {
        this.held = held;
    }

    /** False, and none of the part is kept, if there is no memory for it at the moment. */
    synchronized boolean add(Buffer part) {
        if (closed) {
            return true;
        }
        int free = pieces.isEmpty() ? 0 : PIECE - pieces.getLast().size();
        int more = Math.max(0, (part.length() - free + PIECE - 1) / PIECE);
        for (int got = 0; got < more; got++) {
            if (!held.tryTake(PIECE)) {
                giveBack(got);
                return false;
            }
            taken++;
        }
        int from = 0;
        while (from < part.length()) {
            if (pieces.isEmpty() || pieces.getLast().size() == PIECE) {
                pieces.add(new ByteArrayOutputStream());
            }
            int to = Math.min(part.length(), from + PIECE - pieces.getLast().size());
            pieces.getLast().writeBytes(part.getBytes(from, to));
            from = to;
        }
        return true;
    }

    @Override
    public synchronized int read() {
        return next() ? reading.read() : -1;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return next() ? reading.read(into, offset, length) : -1;
    }

    private boolean next() {
        if (reading.available() > 0) {
            return true;
        }
        ByteArrayOutputStream piece = pieces.poll();
        if (piece == null) {
            return false;
        }
        reading = new ByteArrayInputStream(piece.toByteArray());
        giveBack(1);
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        pieces.clear();
        giveBack(taken);
    }

    private void giveBack(int count) {
        for (int i = 0; i < count; i++) {
            held.giveBack(PIECE);
        }
        taken -= count;
    }
}
