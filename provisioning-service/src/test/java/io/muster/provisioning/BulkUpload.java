package io.muster.provisioning;

import java.nio.charset.StandardCharsets;

import io.muster.provisioning.Wire.Answer;

import static io.muster.provisioning.Wire.send;

/** A file that is uploaded as the reference does it. */
final class BulkUpload {

    static final String PATH = "/devicecontrol/bulkNewDeviceRequests";
    static final String MULTIPART = "multipart/form-data; boundary=myBoundary";
    static final String HEAD =
            "--myBoundary\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Type: plain/text\r\n\r\n";

    private BulkUpload() {}

    static Answer upload(String authorization, String file, String... headers) {
        return upload(authorization, file.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** A part without a file name, of a type that is none. */
    static Answer upload(String authorization, byte[] file, String... headers) {
        byte[] head = HEAD.getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--myBoundary--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + file.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(file, 0, body, head.length, file.length);
        System.arraycopy(tail, 0, body, head.length + file.length, tail.length);
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = MULTIPART;
        return send("POST", PATH, authorization, body, all);
    }
}
