package io.muster.kit.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.muster.kit.query.grammar.FleetBaseVisitor;
import io.muster.kit.query.grammar.FleetParser;
import org.antlr.v4.runtime.Token;

/** Reads values as they are written. */
final class Literals extends FleetBaseVisitor<Literal> {

    /** Digits before or after the point. A number that needs more is no measurement, and Postgres has its bounds, too. */
    private static final int DIGITS = 300;

    private static final long FARTHEST_SECONDS = Duration.ofDays(36_525).toSeconds();
    private static final Pattern DISTANCE = Pattern.compile("([+-])\\s*(\\d{1,10})(\\p{Alpha})$");
    private static final Pattern VERSION =
            Pattern.compile("[vV]?\\d{1,18}(\\.\\d{1,18}){0,5}([-+][0-9A-Za-z.+-]{1,64})?");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400, "w", 604_800);

    @Override
    public Literal visitTextLiteral(FleetParser.TextLiteralContext text) {
        return new Literal.Text(unquoted(text.getText()));
    }

    @Override
    public Literal visitNumberLiteral(FleetParser.NumberLiteralContext number) {
        try {
            BigDecimal value = new BigDecimal(number.getText());
            if (value.precision() <= DIGITS && Math.abs((long) value.scale()) <= DIGITS) {
                return new Literal.Number(value);
            }
        } catch (NumberFormatException e) {
            // Its exponent is no int.
        }
        throw QueryRefused.at(number.getStart().getStartIndex(), "the number is too large or too fine");
    }

    @Override
    public Literal visitTruthLiteral(FleetParser.TruthLiteralContext truth) {
        return new Literal.Truth(truth.TRUE() != null);
    }

    @Override
    public Literal visitNowLiteral(FleetParser.NowLiteralContext now) {
        Token token = now.getStart();
        if (token.getText().length() == "now".length()) {
            return new Literal.FromNow(Duration.ZERO);
        }
        Matcher distance = DISTANCE.matcher(token.getText());
        if (distance.find()) {
            long seconds = Long.parseLong(distance.group(2))
                    * SECONDS.getOrDefault(distance.group(3).toLowerCase(Locale.ROOT), 1);
            if (seconds <= FARTHEST_SECONDS) {
                return new Literal.FromNow(Duration.ofSeconds(distance.group(1).equals("-") ? -seconds : seconds));
            }
        }
        throw QueryRefused.at(token.getStartIndex(), "the time is more than 100 years away");
    }

    @Override
    public Literal visitVersionLiteral(FleetParser.VersionLiteralContext version) {
        Token token = version.TEXT().getSymbol();
        String text = unquoted(token.getText());
        if (!VERSION.matcher(text).matches()) {
            throw QueryRefused.at(token.getStartIndex(), "expected a version such as '1.4.0' or '2.0-rc1'");
        }
        return new Literal.Version(text);
    }

    static String unquoted(String token) {
        return token.substring(1, token.length() - 1).replace("''", "'");
    }
}
