package io.muster.broker;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** MQTT 3.1.1 packets by hand, for clients that misbehave. Each is shorter than 128 bytes. */
final class RawPackets {

    /** The whole answer to a client that is refused. */
    static final byte[] NOT_AUTHORIZED = {0x20, 2, 0, 5};

    /** The answer to a client that is let in. */
    static final byte[] WELCOME = {0x20, 2, 0, 0};

    /** The answer to {@link #subscribe}. */
    static final byte[] SUBSCRIBED = {(byte) 0x90, 3, 0, 1, 1};

    private static final int CONNECT = 0x10;
    private static final int SUBSCRIBE = 0x82;
    private static final int USER_AND_PASSWORD = 0xC0;

    private RawPackets() {}

    static void connect(OutputStream out, String clientId, String username, String password) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(4);
        data.writeByte(USER_AND_PASSWORD);
        data.writeShort(30);
        data.writeUTF(clientId);
        data.writeUTF(username);
        data.writeUTF(password);
        send(out, CONNECT, body);
    }

    static void subscribe(OutputStream out, String filter) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeShort(1);
        data.writeUTF(filter);
        data.writeByte(1);
        send(out, SUBSCRIBE, body);
    }

    private static void send(OutputStream out, int type, ByteArrayOutputStream body) throws IOException {
        out.write(type);
        out.write(body.size());
        body.writeTo(out);
    }
}
