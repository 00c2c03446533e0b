package io.muster.registry.group;

import io.muster.kit.problem.Refusal;

/** Why the registry does not do something with a group. */
public abstract sealed class GroupRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private GroupRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** The workspace has no group of this id. */
    public static final class GroupUnknown extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        public GroupUnknown(GroupId id) {
            super(Kind.NOT_FOUND, "group-not-found", "There is no group '" + id + "' in this workspace.");
        }
    }

    /** Another group of the workspace has this name. */
    public static final class GroupNameTaken extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        public GroupNameTaken(String name) {
            super(Kind.CONFLICT, "group-name-taken", "The workspace has a group '" + name + "' already.");
        }
    }

    /** The device is not in the group. */
    public static final class MemberUnknown extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        MemberUnknown(String reference) {
            super(Kind.NOT_FOUND, "member-not-found", "There is no device '" + reference + "' in this group.");
        }
    }

    /** The group would have more members than it may. */
    public static final class GroupFull extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupFull(int limit) {
            super(Kind.CONFLICT, "group-full", "A group may have at most " + limit + " devices.");
        }
    }
}
