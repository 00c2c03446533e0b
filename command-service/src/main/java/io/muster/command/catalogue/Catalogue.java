package io.muster.command.catalogue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.catalogue.CatalogueRefusal.CatalogueFull;
import io.muster.command.catalogue.CatalogueRefusal.CommandTypeUnknown;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** What parameters commands want. A command of which nothing is written down takes any. */
@ApplicationScoped
public class Catalogue {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final CommandTypes types;
    private final ParameterSchemas schemas;
    private final CatalogueSettings settings;
    private final Clock clock = Clock.systemUTC();

    Catalogue(CommandTypes types, ParameterSchemas schemas, CatalogueSettings settings) {
        this.types = types;
        this.schemas = schemas;
        this.settings = settings;
    }

    /** Fails with {@link InvalidRequest} if it is no schema, and with {@link CatalogueFull}. */
    @WithTransaction
    public Uni<CommandType> put(String workspace, String type, String command, String schema, String by) {
        check(type, command, schema);
        CommandType wanted = new CommandType(workspace, type, command, schema, clock.instant(), by);
        return types.countOthers(wanted)
                .invoke(others -> {
                    if (others >= settings.commandTypes()) {
                        throw new CatalogueFull(settings.commandTypes());
                    }
                })
                .chain(() -> types.put(wanted))
                .replaceWith(wanted);
    }

    @WithTransaction
    public Uni<List<CommandTypeName>> names(String workspace) {
        return types.names(workspace);
    }

    /** Fails with {@link CommandTypeUnknown}. */
    @WithTransaction
    public Uni<CommandType> find(String workspace, String type, String command) {
        return types.find(workspace, type, command)
                .onItem()
                .ifNull()
                .failWith(() -> new CommandTypeUnknown(type, command));
    }

    /** Fails with {@link CommandTypeUnknown}. */
    @WithTransaction
    public Uni<Void> remove(String workspace, String type, String command) {
        return types.remove(workspace, type, command)
                .invoke(was -> {
                    if (!was) {
                        throw new CommandTypeUnknown(type, command);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Fails with {@link InvalidRequest} if the parameters are not what one of the types wants that the audience is of.
     */
    @WithTransaction
    public Uni<Void> check(String workspace, String command, Map<String, Object> parameters, Audience audience) {
        return types.among(workspace, command, audience)
                .invoke(wanted -> {
                    List<FieldError> errors = wanted.stream()
                            .flatMap(type -> refusals(type, parameters))
                            .distinct()
                            .toList();
                    if (!errors.isEmpty()) {
                        throw new InvalidRequest(errors);
                    }
                })
                .replaceWithVoid();
    }

    private Stream<FieldError> refusals(CommandType type, Map<String, Object> parameters) {
        return schemas.refusals(type.schema(), parameters).stream()
                .map(error ->
                        new FieldError(error.field(), error.message() + " (devices of type " + type.type() + ")"));
    }

    private void check(String type, String command, String schema) {
        new FieldChecks()
                .require(TYPE.matcher(type).matches(), "type", "must be 1 to 64 of the characters A-Z a-z 0-9 _ . -")
                .require(
                        TYPE.matcher(command).matches(),
                        "command",
                        "must be 1 to 64 of the characters A-Z a-z 0-9 _ . -")
                .require(
                        schema.length() <= settings.maxSchemaSize(),
                        "body",
                        "must not have more than " + settings.maxSchemaSize() + " characters")
                .orRefuse();
        List<FieldError> faults = schemas.faults(schema);
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }
}
