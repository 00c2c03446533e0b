package io.muster.provisioning.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VaultTest {

    private static final byte[] SECRET = "the private key".getBytes(StandardCharsets.UTF_8);

    private final Vault vault = new Vault(() -> key('a'));

    @Test
    void whatIsSealedOpensForItsPurpose() {
        byte[] sealed = vault.seal("signing-key:1", SECRET);

        assertThat(vault.open("signing-key:1", sealed)).isEqualTo(SECRET);
    }

    @Test
    void aSealedValueShowsNothingAndIsNeverTheSameTwice() {
        byte[] sealed = vault.seal("signing-key:1", SECRET);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
        assertThat(vault.seal("signing-key:1", SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void aRowThatWasPutInAnothersPlaceDoesNotOpen() {
        byte[] sealed = vault.seal("signing-key:1", SECRET);

        assertThatThrownBy(() -> vault.open("signing-key:2", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedValueDoesNotOpen() {
        byte[] sealed = vault.seal("signing-key:1", SECRET);
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> vault.open("signing-key:1", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherMasterKeyIsNamedByItsProperty() {
        byte[] sealed = vault.seal("signing-key:1", SECRET);

        assertThatThrownBy(() -> new Vault(() -> key('b')).open("signing-key:1", sealed))
                .hasMessageContaining("muster.provisioning.master-key");
    }

    @Test
    void aMasterKeyOfAWrongFormIsNamedButNotQuoted() {
        assertThatThrownBy(() -> new Vault(() -> "too short, no key"))
                .hasMessageContaining("muster.provisioning.master-key")
                .hasMessageNotContaining("too short")
                .hasNoCause();
        assertThatThrownBy(() -> new Vault(() -> "c2hvcnQ=")).hasMessageContaining("32");
    }

    private static String key(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII));
    }
}
