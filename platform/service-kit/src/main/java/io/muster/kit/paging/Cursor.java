package io.muster.kit.paging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.InvalidRequest;

/**
 * A place in a list, behind its last item that was given out. It stays right while items come and go. What it holds is
 * no secret and gives no right; whoever changes one gets another place in the same list.
 */
public record Cursor(List<String> values) {

    private static final int MOST_VALUES = 32;

    public Cursor {
        values = List.copyOf(values);
    }

    /** Reads what {@link #text} gave out. */
    public static Cursor parse(String text) {
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
            List<String> values = new ArrayList<>();
            for (int left = in.readUnsignedByte(); left > 0 && values.size() < MOST_VALUES; left--) {
                values.add(in.readUTF());
            }
            if (CleanText.isClean(values) && in.read() < 0) {
                return new Cursor(values);
            }
        } catch (IllegalArgumentException | IOException e) {
            // Said below.
        }
        throw unknown();
    }

    /** The refusal of a cursor that was not given out for this list. */
    public static InvalidRequest unknown() {
        return new InvalidRequest("cursor", "was not given out for this list");
    }

    /** As it goes through an URL. */
    public String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(values.size());
            for (String value : values) {
                out.writeUTF(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }
}
