package io.muster.telemetry.http;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import io.muster.kit.problem.Refusal;
import org.apache.commons.io.input.BOMInputStream;

/**
 * Gives bodies without a byte order mark, and as they were before they were compressed: devices that pay for every byte
 * compress what they send. It is asked before the bytes are counted, so that the limit of a body is that of what comes
 * out. The framework could do it, too, but takes a body that breaks off for a whole one.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
class PlainBody implements ReaderInterceptor {

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final String PLAIN = "identity";

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        String coding = coding(body.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()));
        if (GZIP.contains(coding)) {
            body.setInputStream(new Unzipped(body.getInputStream()));
        } else if (!coding.equals(PLAIN)) {
            throw new UnknownCoding();
        }
        body.setInputStream(
                BOMInputStream.builder().setInputStream(body.getInputStream()).get());
        return body.proceed();
    }

    private static String coding(List<String> said) {
        String coding = String.join(",", said).strip().toLowerCase(Locale.ROOT);
        return coding.isEmpty() ? PLAIN : coding;
    }

    /** The body is packed in a way that nobody here can unpack. */
    static final class UnknownCoding extends Refusal {
        private static final long serialVersionUID = 1L;

        UnknownCoding() {
            super(
                    Kind.UNSUPPORTED,
                    "unsupported-content-encoding",
                    "A body may be compressed with gzip, or not at all.");
        }
    }
}
