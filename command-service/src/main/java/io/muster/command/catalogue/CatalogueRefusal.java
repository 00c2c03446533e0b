package io.muster.command.catalogue;

import io.muster.kit.problem.Refusal;

/** Why a request about command types is refused. */
public abstract sealed class CatalogueRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private CatalogueRefusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    /** Nothing is written down of such a command. */
    public static final class CommandTypeUnknown extends CatalogueRefusal {
        private static final long serialVersionUID = 1L;

        CommandTypeUnknown(String type, String command) {
            super(
                    Kind.NOT_FOUND,
                    "command-type-not-found",
                    "Nothing is written down of the command '" + command + "' of devices of type '" + type + "'.");
        }
    }

    /** The workspace has as many as it may have. */
    public static final class CatalogueFull extends CatalogueRefusal {
        private static final long serialVersionUID = 1L;

        CatalogueFull(int limit) {
            super(Kind.CONFLICT, "catalogue-full", "A workspace may have " + limit + " command types.");
        }
    }
}
