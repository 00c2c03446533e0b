package io.muster.provisioning.access;

import java.util.List;

import io.muster.events.AccessEvent.Attempt;

/**
 * Those who were kept out in the name of one device.
 *
 * @param failed how many there ever were
 * @param latest the newest ones, the newest first
 */
public record AccessHistory(long failed, List<Attempt> latest) {

    public AccessHistory {
        latest = List.copyOf(latest);
    }
}
