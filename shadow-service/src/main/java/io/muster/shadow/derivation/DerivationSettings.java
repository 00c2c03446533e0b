package io.muster.shadow.derivation;

import java.util.Collection;
import java.util.Set;

import io.smallrye.mutiny.Uni;

/** Which workspaces want nothing to be derived; all others do. */
public interface DerivationSettings {

    Uni<Boolean> isOn(String workspace);

    /** Counts for what comes from then on. What was derived before stays as it is. */
    Uni<Void> turn(String workspace, boolean on);

    /** Those of the workspaces that have turned it off. */
    Uni<Set<String>> off(Collection<String> workspaces);
}
