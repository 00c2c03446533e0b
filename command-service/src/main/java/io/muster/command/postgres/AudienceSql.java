package io.muster.command.postgres;

import io.muster.command.audience.Audience;
import io.muster.command.audience.Audience.Devices;
import io.muster.command.audience.Audience.Members;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

/** Queries that give the devices of an audience, in a column {@code device}. */
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

    private AudienceSql() {}

    static String of(Audience audience) {
        return audience instanceof Members ? MEMBERS : LISTED;
    }

    /** Sets what the query of the audience wants to know beside the workspace. */
    static <T> SelectionQuery<T> bind(SelectionQuery<T> query, Audience audience, JsonText json) {
        return audience instanceof Members members
                ? query.setParameter("group", members.groupId())
                : query.setParameter("devices", json.write(((Devices) audience).ids()));
    }
}
