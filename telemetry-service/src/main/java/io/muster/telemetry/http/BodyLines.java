package io.muster.telemetry.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** The lines of a body that are not empty, read from it as they are asked for: no more of it is held than one batch. */
final class BodyLines {

    private static final char NEW_LINE = '\n';

    private final InputStream body;
    private final LineLimits limits;
    private final int longest;
    private long count;

    /** @param longest the bytes of the largest payload */
    BodyLines(InputStream body, LineLimits limits, int longest) {
        this.body = new BufferedInputStream(body);
        this.limits = limits;
        this.longest = longest;
    }

    /**
     * The next lines; none at the end of the body. Of a line that is longer than a payload may be only so much is there
     * that it can be seen to be.
     *
     * @throws InvalidRequest if there are more lines than may be, of which those have been given; or if the body breaks off
     */
    List<byte[]> next() {
        List<byte[]> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < limits.batch() && bytes < limits.batchBytes()) {
            if (count == limits.max() && !batch.isEmpty()) {
                return batch;
            }
            byte @Nullable [] line = nextLine();
            if (line == null) {
                return batch;
            }
            if (count == limits.max()) {
                throw new InvalidRequest("body", "has more than " + count + " lines; those were taken");
            }
            count++;
            batch.add(line);
            bytes += line.length;
        }
        return batch;
    }

    private byte @Nullable [] nextLine() {
        try {
            byte @Nullable [] line = readLine();
            while (line != null && isBlank(line)) {
                line = readLine();
            }
            return line;
        } catch (ZipException damaged) {
            throw new InvalidRequest("body", damaged.getMessage() + ", after " + count + " lines");
        } catch (IOException brokenOff) {
            throw new InvalidRequest("body", "breaks off after " + count + " lines");
        }
    }

    /** Null at the end of the body. */
    private byte @Nullable [] readLine() throws IOException {
        int next = body.read();
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (next >= 0 && next != NEW_LINE) {
            if (line.size() <= longest) {
                line.write(next);
            }
            next = body.read();
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).isBlank();
    }
}
