package io.muster.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address of several replicas, as a Service of Kubernetes is one: each new connection goes to the next endpoint and
 * stays there, whatever becomes of the endpoint's readiness. Nothing is tried again: a connection that an endpoint does not
 * take is closed.
 */
final class ServiceAddress implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final List<Integer> endpoints = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;

    ServiceAddress() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** @param port on this machine */
    void add(int port) {
        endpoints.add(port);
    }

    /** New connections do not go there any more. */
    void remove(int port) {
        endpoints.remove((Integer) port);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                forward(server.accept());
            } catch (IOException closed) {
                // The next one, or the end.
            }
        }
    }

    private void forward(Socket caller) throws IOException {
        List<Integer> now = List.copyOf(endpoints);
        try {
            int port = now.get(Math.floorMod(next.getAndIncrement(), now.size()));
            Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), port);
            threads.execute(() -> pass(caller, endpoint));
            threads.execute(() -> pass(endpoint, caller));
        } catch (IOException | ArithmeticException nobody) {
            caller.close();
        }
    }

    private static void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            closeBoth(from, to);
        }
    }

    private static void closeBoth(Socket... sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException closed) {
                // That is what was wanted.
            }
        }
    }
}
