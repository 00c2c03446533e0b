package io.muster.stack.supervise;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Ready when this address answers as expected. */
public record HttpReadiness(URI address, int status) implements Part.Readiness {

    private static final int TIMEOUT_MILLIS = 2_000;

    public static HttpReadiness at(int port, String path) {
        return at(port, path, HttpURLConnection.HTTP_OK);
    }

    public static HttpReadiness at(int port, String path, int status) {
        return new HttpReadiness(URI.create("http://127.0.0.1:" + port + path), status);
    }

    @Override
    public boolean isReady() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == status;
        } finally {
            connection.disconnect();
        }
    }
}
