package io.muster.registry.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.kit.problem.FieldChecks;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.DeviceRules;
import io.muster.registry.device.DeviceStatus;

/** What is to be done to each of the devices. */
public sealed interface BulkChange {

    /** @throws io.muster.kit.problem.InvalidRequest if this can be done to no device */
    void check(DeviceRules rules);

    /**
     * The device as it is then: the same one, if it is like this already.
     *
     * @throws io.muster.kit.problem.InvalidRequest if this device may not become like this
     */
    Device appliedTo(Device device, DeviceRules rules, Instant at);

    /** What is said of it. */
    DeviceEvent event(Device before, Device after);

    /** Lets the devices take part, or not. */
    record SetStatus(DeviceStatus status) implements BulkChange {

        @Override
        public void check(DeviceRules rules) {
            // Every device may have every status.
        }

        @Override
        public Device appliedTo(Device device, DeviceRules rules, Instant at) {
            return device.status() == status ? device : device.with(status, at);
        }

        @Override
        public DeviceEvent event(Device before, Device after) {
            return after.changedFrom(before);
        }
    }

    /** Gives the devices tags and takes others from them. */
    record ChangeTags(List<String> added, List<String> removed) implements BulkChange {

        public ChangeTags {
            added = added.stream().distinct().toList();
            removed = removed.stream().distinct().toList();
        }

        @Override
        public void check(DeviceRules rules) {
            new FieldChecks()
                    .require(!added.isEmpty() || !removed.isEmpty(), "addTags", "or removeTags is required")
                    .require(added.stream().noneMatch(removed::contains), "removeTags", "has a tag of addTags in it")
                    .orRefuse();
            rules.checkTags("addTags", added);
            rules.checkTags("removeTags", removed);
        }

        @Override
        public Device appliedTo(Device device, DeviceRules rules, Instant at) {
            List<String> tags = new ArrayList<>(device.profile().tags());
            tags.removeAll(removed);
            added.stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
            if (tags.equals(device.profile().tags())) {
                return device;
            }
            rules.checkTags("tags", tags);
            return device.with(tagged(device.profile(), tags), at);
        }

        private static DeviceProfile tagged(DeviceProfile profile, List<String> tags) {
            return new DeviceProfile(
                    profile.type(),
                    profile.name(),
                    profile.description(),
                    profile.info(),
                    tags,
                    profile.metadata(),
                    profile.location());
        }

        @Override
        public DeviceEvent event(Device before, Device after) {
            return new DeviceUpdated(after.revision(), List.of("tags"), after.snapshot());
        }
    }
}
