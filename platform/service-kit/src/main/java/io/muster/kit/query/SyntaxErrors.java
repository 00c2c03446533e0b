package io.muster.kit.query;

import java.util.stream.Collectors;

import io.muster.kit.query.grammar.FleetParser;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Says the first syntax error in the words of the language and ends the reading. */
final class SyntaxErrors extends BaseErrorListener {

    private static final int SHOWN = 40;

    @Override
    public void syntaxError(
            Recognizer<?, ?> parser,
            @Nullable Object symbol,
            int line,
            int column,
            String message,
            @Nullable RecognitionException cause) {
        // Where alternatives have parted, the last token looked at is the wrong one, not the one they began with.
        Token wrong = cause == null || cause.getOffendingToken() == null
                ? ((Parser) parser).getCurrentToken()
                : cause.getOffendingToken();
        String expected = ((Parser) parser)
                .getExpectedTokens().toList().stream().map(SyntaxErrors::word).collect(Collectors.joining(", "));
        throw QueryRefused.at(wrong.getStartIndex(), "expected " + expected + "; found " + found(wrong));
    }

    private static String found(Token token) {
        String text = token.getText();
        return switch (token.getType()) {
            case Token.EOF -> "the end of the query";
            case FleetParser.OPEN_TEXT -> "a text without its closing quote";
            default -> text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        };
    }

    private static String word(int token) {
        return switch (token) {
            case Token.EOF -> "the end of the query";
            case FleetParser.FIELD -> "a field";
            case FleetParser.TEXT -> "a text in single quotes";
            case FleetParser.NUMBER -> "a number";
            case FleetParser.NOW -> "a time such as now-1h";
            default -> FleetParser.VOCABULARY.getDisplayName(token).replace("'", "");
        };
    }
}
