package io.muster.provisioning.revocation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.AccessEvent.CredentialsEnforced;

/** The brokers' words about changes of credentials, for those who wait for them. Nothing else is kept. */
@ApplicationScoped
public class Confirmations {

    private final RevocationSettings settings;
    private final Map<String, Set<Expectation>> byDevice = new ConcurrentHashMap<>();

    Confirmations(RevocationSettings settings) {
        this.settings = settings;
    }

    /** Listens from now on: to be called before the change is made, for a broker may be faster than its caller. */
    public Expectation expect(String device) {
        Expectation expectation =
                new Expectation(settings.brokers(), settings.patience(), over -> forget(device, over));
        byDevice.compute(device, (id, others) -> {
            Set<Expectation> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(expectation);
            return all;
        });
        return expectation;
    }

    /** A broker goes by a change. */
    public void hear(CredentialsEnforced said) {
        byDevice.getOrDefault(said.device(), Set.of()).forEach(expectation -> expectation.hear(said));
    }

    private void forget(String device, Expectation over) {
        byDevice.computeIfPresent(device, (id, all) -> {
            all.remove(over);
            return all.isEmpty() ? null : all;
        });
    }
}
