package io.muster.telemetry.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was compressed with gzip, in one member or several. It ends only where each member has its end and its checksum,
 * and nothing stands behind the last: everything else is an {@link EOFException} or a {@link ZipException}.
 */
final class Unzipped extends InputStream {

    private final InputStream zipped;
    private @Nullable InputStream plain;

    Unzipped(InputStream zipped) {
        this.zipped = zipped;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return plain().read(into, offset, length);
        } catch (EOFException brokenOff) {
            throw brokenOff;
        } catch (IOException damaged) {
            throw new ZipException("is not what gzip makes of anything, or was damaged on its way");
        }
    }

    /** Reads the first bytes, and so only when somebody asks for any. */
    private InputStream plain() throws IOException {
        if (plain == null) {
            plain = GzipCompressorInputStream.builder()
                    .setInputStream(zipped)
                    .setDecompressConcatenated(true)
                    .get();
        }
        return plain;
    }
}
