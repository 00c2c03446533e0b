package io.muster.command.postgres;

import java.util.List;

import io.muster.command.audience.Audience;
import io.muster.command.audience.Audience.Devices;
import io.muster.command.audience.Audience.Failures;
import io.muster.command.audience.Audience.Matches;
import io.muster.command.audience.Audience.Members;
import io.muster.command.audience.Audience.Portion;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

/** Queries that give the devices of an audience, in a column {@code device}, each once. */
final class AudienceSql {

    static final String LISTED = "select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)) as device";

    /** Members that this service has not heard of are taken as they are; the dispatcher waits for news of them. */
    static final String MEMBERS =
            """
            select member.device from known_member member
            left join known_device known on known.id = member.device
            where member.workspace = :workspace and member.group_id = :group
              and not member.removed and known.deleted is not true
            """;

    static final String FAILURES =
            """
            select distinct before.device from execution before
            left join known_device known on known.id = before.device
            where before.workspace = :workspace and before.batch = :failed
              and before.stage in ('FAILED', 'TIMED_OUT', 'EXPIRED') and known.deleted is not true
            """;

    static final String PORTION =
            """
            select member.device from rollout_member member
            left join known_device known on known.id = member.device
            where member.rollout = :rollout and member.portion = :portion and known.deleted is not true
            """;

    private AudienceSql() {}

    static String of(Audience audience) {
        if (audience instanceof Members) {
            return MEMBERS;
        } else if (audience instanceof Portion) {
            return PORTION;
        }
        return audience instanceof Failures ? FAILURES : LISTED;
    }

    /** Sets what the query of the audience wants to know beside the workspace. */
    static <T> SelectionQuery<T> bind(SelectionQuery<T> query, Audience audience, JsonText json) {
        if (audience instanceof Members members) {
            return query.setParameter("group", members.groupId());
        } else if (audience instanceof Portion portion) {
            return query.setParameter("rollout", portion.rollout()).setParameter("portion", portion.number());
        }
        return audience instanceof Failures failures
                ? query.setParameter("failed", failures.batchId())
                : query.setParameter("devices", json.write(ids(audience)));
    }

    /** Whether the devices are known by their ids, each once. */
    static boolean isListed(Audience audience) {
        return audience instanceof Devices || audience instanceof Matches;
    }

    private static List<String> ids(Audience audience) {
        return audience instanceof Matches matches ? matches.ids() : ((Devices) audience).ids();
    }
}
