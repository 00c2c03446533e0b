package io.muster.provisioning.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.idempotency.AnswerKeeper;

/** Keeps answers sealed: they hold tokens, private keys and secrets that are told once. */
@ApplicationScoped
class SealedAnswers implements AnswerKeeper {

    private final Vault vault;

    SealedAnswers(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String seal(String purpose, String body) {
        return Base64.getEncoder().encodeToString(vault.seal(purpose, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String open(String purpose, String kept) {
        return new String(vault.open(purpose, Base64.getDecoder().decode(kept)), StandardCharsets.UTF_8);
    }

    @Override
    public String fingerprint(String digest) {
        return "hmac-sha256:" + vault.fingerprint("idempotency", digest);
    }
}
