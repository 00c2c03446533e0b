package io.muster.kit.query;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.kit.query.grammar.FleetLexer;
import io.muster.kit.query.grammar.FleetParser;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Reads queries such as {@code type = 'gps_tracker' AND tags HAS 'fleet' AND info.firmware < version('1.4.0') AND
 * connected = false AND lastSeen < now-1h}.
 */
@ApplicationScoped
public class FleetLanguage {

    private final QuerySettings limits;

    FleetLanguage(QuerySettings limits) {
        this.limits = limits;
    }

    /** @throws QueryRefused saying at which column what was expected */
    public FleetQuery read(String text, Vocabulary vocabulary) {
        if (text.codePointCount(0, text.length()) > limits.length()) {
            throw new QueryRefused("a query may have " + limits.length() + " characters");
        }
        if (!CleanText.isClean(text)) {
            throw new QueryRefused("the query contains U+0000 or half a surrogate pair");
        }
        FleetLexer lexer = new FleetLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        checkDepth(tokens.getTokens());
        FleetParser parser = new FleetParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new SyntaxErrors());
        return new FleetQuery(new QueryReader(vocabulary, limits).visit(parser.query()));
    }

    /** Before it is parsed, because reading it takes a deeper stack for each level. */
    private void checkDepth(List<Token> tokens) {
        int depth = 0;
        int negations = 0;
        for (Token token : tokens) {
            negations = token.getType() == FleetLexer.NOT ? negations + 1 : 0;
            depth += nesting(token);
            if (depth + negations > limits.depth()) {
                throw QueryRefused.at(
                        token.getStartIndex(), "brackets and NOT may be nested " + limits.depth() + " levels deep");
            }
        }
    }

    private static int nesting(Token token) {
        return switch (token.getText()) {
            case "(" -> 1;
            case ")" -> -1;
            default -> 0;
        };
    }
}
