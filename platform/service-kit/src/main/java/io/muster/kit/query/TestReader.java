package io.muster.kit.query;

import java.util.ArrayList;
import java.util.List;

import io.muster.kit.query.Condition.Has;
import io.muster.kit.query.Condition.Matches;
import io.muster.kit.query.grammar.FleetBaseVisitor;
import io.muster.kit.query.grammar.FleetParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Reads what a field is asked and checks that it can be. */
final class TestReader extends FleetBaseVisitor<Condition> {

    private final FieldTest subject;
    private final QuerySettings limits;

    TestReader(FieldTest subject, QuerySettings limits) {
        this.subject = subject;
        this.limits = limits;
    }

    @Override
    public Condition visitComparison(FleetParser.ComparisonContext comparison) {
        Comparator comparator = Comparator.of(comparison.comparator().getText());
        FleetParser.LiteralContext value = comparison.literal();
        return value == null
                ? isNull(comparator, comparison)
                : new Condition.Compares(
                        subject.field(), comparator, subject.comparable(comparator, literal(value), index(value)));
    }

    private Condition isNull(Comparator comparator, FleetParser.ComparisonContext comparison) {
        if (comparator.orders()) {
            throw QueryRefused.at(index(comparison), "null is neither before nor after anything");
        }
        return existence(comparator == Comparator.UNEQUAL);
    }

    @Override
    public Condition visitMembership(FleetParser.MembershipContext membership) {
        List<Literal> values = new ArrayList<>();
        for (FleetParser.LiteralContext literal : listed(membership.literals())) {
            values.add(subject.comparable(Comparator.EQUAL, literal(literal), index(literal)));
        }
        Condition isIn = new Condition.IsIn(subject.field(), values);
        return membership.NOT() == null ? isIn : new Condition.Not(isIn);
    }

    @Override
    public Condition visitTextInside(FleetParser.TextInsideContext inside) {
        return matches(Matches.Place.INSIDE, inside.TEXT().getSymbol());
    }

    @Override
    public Condition visitTextAtStart(FleetParser.TextAtStartContext start) {
        return matches(Matches.Place.START, start.TEXT().getSymbol());
    }

    @Override
    public Condition visitHaving(FleetParser.HavingContext has) {
        return has.literal() == null
                ? has(has.ANY() == null ? Has.Quantity.ALL : Has.Quantity.ANY, listed(has.literals()))
                : has(Has.Quantity.ALL, List.of(has.literal()));
    }

    @Override
    public Condition visitNullness(FleetParser.NullnessContext nullness) {
        return existence(nullness.NOT() != null);
    }

    @Override
    public Condition visitExistence(FleetParser.ExistenceContext existence) {
        return existence(true);
    }

    private Condition existence(boolean wanted) {
        Condition exists = new Condition.Exists(subject.field());
        return wanted ? exists : new Condition.Not(exists);
    }

    private Condition matches(Matches.Place place, Token text) {
        subject.requireText();
        return new Matches(subject.field(), place, Literals.unquoted(text.getText()));
    }

    private Condition has(Has.Quantity quantity, List<FleetParser.LiteralContext> literals) {
        List<Literal> values = new ArrayList<>();
        for (FleetParser.LiteralContext literal : literals) {
            values.add(subject.element(literal(literal), index(literal)));
        }
        return new Has(subject.field(), quantity, values);
    }

    private List<FleetParser.LiteralContext> listed(FleetParser.LiteralsContext literals) {
        if (literals.literal().size() > limits.listedValues()) {
            throw QueryRefused.at(index(literals), "a list may have " + limits.listedValues() + " values");
        }
        return literals.literal();
    }

    private static Literal literal(FleetParser.LiteralContext literal) {
        return new Literals().visit(literal);
    }

    private static int index(ParserRuleContext place) {
        return place.getStart().getStartIndex();
    }
}
