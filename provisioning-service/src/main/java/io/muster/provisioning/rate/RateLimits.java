package io.muster.provisioning.rate;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps one caller from taking what all need. Each replica counts for itself. */
@ApplicationScoped
public class RateLimits {

    private final Pace sources;
    private final Pace identities;

    RateLimits(RateSettings settings) {
        this.sources =
                new Pace(settings.perSource(), settings.perSource() * settings.burstSeconds(), settings.remembered());
        this.identities = new Pace(
                settings.perIdentity(), settings.perIdentity() * settings.burstSeconds(), settings.remembered());
    }

    /** @throws TooManyRequests if this address has asked too often */
    public void takeFromSource(String address) {
        sources.take(address);
    }

    /** @throws TooManyRequests if this identity, proven or not, has asked too often */
    public void takeFromIdentity(String identity) {
        identities.take(identity);
    }
}
