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

    /** Somebody has changed the group since the caller read it. */
    public static final class GroupChanged extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupChanged() {
            super(Kind.STALE, "group-changed", "The group has changed since it was read; read it again.");
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

    /** The workspace has as many groups as it may. */
    public static final class GroupsTooMany extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupsTooMany(int limit, String what) {
            super(Kind.CONFLICT, "too-many-groups", "A workspace may have at most " + limit + " " + what + ".");
        }
    }

    /** There would be more groups inside of each other than there may be. */
    public static final class TreeTooDeep extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        TreeTooDeep(int limit) {
            super(Kind.CONFLICT, "group-too-deep", "Groups may be nested at most " + limit + " levels deep.");
        }
    }

    /** A group cannot be inside of itself. */
    public static final class GroupInItself extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupInItself() {
            super(Kind.CONFLICT, "group-in-itself", "The parent is the group itself or inside of it.");
        }
    }

    /** Groups are inside of a group that was to be deleted alone. */
    public static final class GroupHasChildren extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupHasChildren(int inside) {
            super(
                    Kind.CONFLICT,
                    "group-has-children",
                    inside + " groups are inside of this one; recursive=true deletes them with it.");
        }
    }

    /** Its query alone says who is in the group. */
    public static final class GroupIsDynamic extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupIsDynamic() {
            super(Kind.CONFLICT, "group-is-dynamic", "The query of this group says which devices are in it.");
        }
    }

    /** A group with a query keeps one; a group without never gets one. */
    public static final class GroupKindFixed extends GroupRefusal {
        private static final long serialVersionUID = 1L;

        GroupKindFixed() {
            super(
                    Kind.CONFLICT,
                    "group-kind-fixed",
                    "A group has a query from its creation on, or never; a query can only be replaced.");
        }
    }
}
