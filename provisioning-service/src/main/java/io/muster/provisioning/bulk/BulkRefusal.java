package io.muster.provisioning.bulk;

import java.util.List;

import io.muster.kit.problem.Refusal;

/** Why a file is not taken at all. */
public abstract sealed class BulkRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private BulkRefusal(Kind kind, String code, String detail, String field) {
        super(kind, code, detail, List.of(new FieldError(field, detail)));
    }

    /** Its first line does not say what the columns are. */
    static final class HeaderWrong extends BulkRefusal {
        private static final long serialVersionUID = 1L;

        HeaderWrong(String why) {
            super(Kind.INVALID, "csv-header", "The first line of the file " + why + ".", "file");
        }
    }

    /** It has more lines than a file may have. */
    static final class FileTooLong extends BulkRefusal {
        private static final long serialVersionUID = 1L;

        FileTooLong(int most) {
            super(Kind.TOO_LARGE, "csv-too-long", "The file may have " + most + " lines after the first.", "file");
        }
    }
}
