package io.muster.registry.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.StateReported;
import io.smallrye.mutiny.Uni;

/** Follows the telemetry service's word on what devices said last. */
@ApplicationScoped
public class LastWords {

    private final DeviceStates states;

    LastWords(DeviceStates states) {
        this.states = states;
    }

    /** Takes the news in: of each device its newest word alone. */
    public Uni<Void> hear(List<StateReported> said) {
        Map<List<String>, StateReported> newest = new LinkedHashMap<>();
        said.forEach(state -> newest.merge(
                List.of(state.workspace(), state.device()),
                state,
                (one, other) -> other.revision() >= one.revision() ? other : one));
        return states.keep(newest.values());
    }
}
