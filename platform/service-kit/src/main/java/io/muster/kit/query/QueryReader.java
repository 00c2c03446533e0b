package io.muster.kit.query;

import java.util.ArrayList;
import java.util.List;

import io.muster.kit.query.grammar.FleetBaseVisitor;
import io.muster.kit.query.grammar.FleetParser;
import org.antlr.v4.runtime.Token;

/** Makes a condition of a parsed query and checks that each field can be asked what it is asked. Of use once. */
final class QueryReader extends FleetBaseVisitor<Condition> {

    private final Vocabulary vocabulary;
    private final QuerySettings limits;
    private int terms;

    QueryReader(Vocabulary vocabulary, QuerySettings limits) {
        this.vocabulary = vocabulary;
        this.limits = limits;
    }

    @Override
    public Condition visitQuery(FleetParser.QueryContext query) {
        return visit(query.disjunction());
    }

    @Override
    public Condition visitDisjunction(FleetParser.DisjunctionContext disjunction) {
        List<Condition> conditions =
                disjunction.conjunction().stream().map(this::visit).toList();
        return conditions.size() == 1 ? conditions.get(0) : new Condition.Any(conditions);
    }

    @Override
    public Condition visitConjunction(FleetParser.ConjunctionContext conjunction) {
        List<Condition> conditions =
                conjunction.term().stream().map(this::visit).toList();
        return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
    }

    @Override
    public Condition visitNegation(FleetParser.NegationContext negation) {
        return new Condition.Not(visit(negation.term()));
    }

    @Override
    public Condition visitBrackets(FleetParser.BracketsContext brackets) {
        return visit(brackets.disjunction());
    }

    @Override
    public Condition visitFieldTest(FleetParser.FieldTestContext test) {
        Token token = test.FIELD().getSymbol();
        if (++terms > limits.terms()) {
            throw QueryRefused.at(token.getStartIndex(), "a query may have " + limits.terms() + " tests of fields");
        }
        Field field = vocabulary
                .find(segments(token.getText()))
                .orElseThrow(() -> QueryRefused.at(
                        token.getStartIndex(), token.getText() + " is not a field; fields are " + vocabulary.words()));
        if (field.path().size() > limits.pathKeys()) {
            throw QueryRefused.at(
                    token.getStartIndex(), "a path may have " + limits.pathKeys() + " keys below the first");
        }
        return new TestReader(new FieldTest(field, token), limits).visit(test.test());
    }

    private static List<String> segments(String field) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            if (letter == '"' && quoted && i + 1 < field.length() && field.charAt(i + 1) == '"') {
                segment.append(letter);
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '.' && !quoted) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(letter);
            }
        }
        segments.add(segment.toString());
        return segments;
    }
}
