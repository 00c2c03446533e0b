package io.muster.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

import io.muster.kit.testing.RealServers;

/** Stands between the service and one of its servers, and can let the connections that there are fall silent. */
final class Proxy {

    /** A property of the system, because a test and its profile are loaded apart. */
    private static final String ERA = "muster.test.proxy.era";

    private static final String FROZEN = "muster.test.proxy.frozen";

    private final ServerSocket door;
    private final String server;

    private Proxy(ServerSocket door, String server) {
        this.door = door;
        this.server = server;
    }

    /** @param server the key under which {@link RealServers} says where it is */
    static Proxy to(String server) {
        try {
            Proxy proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            run(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on nothing gets through on connections that are open, and nobody is told. */
    static void swallow() {
        System.setProperty(ERA, Integer.toString(era() + 1));
    }

    /** Nothing gets through, on no connection, until it is {@link #thaw thawed}. */
    static void freeze() {
        System.setProperty(FROZEN, "true");
    }

    /** New connections work again; those that were open have lost what was said meanwhile. */
    static void thaw() {
        System.clearProperty(FROZEN);
        swallow();
    }

    private static boolean isOpen(int born) {
        return era() == born && !Boolean.getBoolean(FROZEN);
    }

    private static int era() {
        return Integer.getInteger(ERA, 0);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                URI address = URI.create(RealServers.value(server));
                Socket target = new Socket(address.getHost(), address.getPort());
                int born = era();
                run(() -> {
                    pump(client, target, born);
                    // As a server does sooner or later: it has only so many places.
                    close(target);
                });
                run(() -> pump(target, client, born));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to, int born) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (isOpen(born)) {
                    out.write(bytes, 0, count);
                }
            }
            if (isOpen(born)) {
                to.close();
            }
        } catch (IOException ended) {
            // So has the other direction.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // That is what is wanted.
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
