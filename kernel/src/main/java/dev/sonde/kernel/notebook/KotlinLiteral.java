package dev.sonde.kernel.notebook;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values from a command line as Kotlin. */
final class KotlinLiteral {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");
    private static final Pattern NOTHING = Pattern.compile("null|None");

    private KotlinLiteral() {}

    /** The type that a declaration has, from its type or else from its value; empty where that cannot be seen. */
    static Optional<String> typeOf(String declaredType, String value) {
        if (!declaredType.isBlank()) {
            return Optional.of(declaredType.strip());
        }
        if (value.startsWith("\"")) {
            return Optional.of("String");
        }
        if (TRUTH.matcher(value).matches()) {
            return Optional.of("Boolean");
        }
        if (value.matches("[+-]?[\\d_]+")) {
            return Optional.of("Int");
        }
        if (value.matches("[+-]?[\\d_]+L")) {
            return Optional.of("Long");
        }
        if (value.matches("[+-]?[\\d_.eE+-]+[fF]")) {
            return Optional.of("Float");
        }
        return NUMBER.matcher(value.replace("_", "")).matches() ? Optional.of("Double") : Optional.empty();
    }

    /** A literal whose type is seen from the value alone: a truth value, a number, null, or else a text. */
    static String of(String value) {
        if (TRUTH.matcher(value).matches()) {
            return value.toLowerCase(java.util.Locale.ROOT);
        }
        if (NOTHING.matcher(value).matches()) {
            return "null";
        }
        if (WHOLE.matcher(value).matches()) {
            return whole(value);
        }
        if (NUMBER.matcher(value).matches()) {
            return decimal(value);
        }
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return text(quoted ? value.substring(1, value.length() - 1) : value);
    }

    /** A literal of a given type; empty if the value is none of that type. */
    static Optional<String> of(String value, String type) {
        boolean nullable = type.endsWith("?");
        if (nullable && NOTHING.matcher(value).matches()) {
            return Optional.of("null");
        }
        boolean whole = WHOLE.matcher(value).matches();
        boolean number = NUMBER.matcher(value).matches();
        return switch (nullable ? type.substring(0, type.length() - 1) : type) {
            case "String" ->
                Optional.of(of(value))
                        .filter(literal -> literal.startsWith("\""))
                        .or(() -> Optional.of(text(value)));
            case "Boolean" ->
                Optional.of(of(value)).filter(literal -> TRUTH.matcher(literal).matches());
            case "Int" ->
                whole && new BigInteger(plain(value)).bitLength() < 32 ? Optional.of(plain(value)) : Optional.empty();
            case "Long" ->
                whole && new BigInteger(plain(value)).bitLength() < 64
                        ? Optional.of(plain(value) + "L")
                        : Optional.empty();
            case "Double" -> number ? Optional.of(decimal(value)) : Optional.empty();
            case "Float" -> number ? Optional.of(plain(value) + "f") : Optional.empty();
            default -> Optional.of(of(value));
        };
    }

    private static String whole(String value) {
        int bits = new BigInteger(plain(value)).bitLength();
        return bits < 32 ? plain(value) : bits < 64 ? plain(value) + "L" : decimal(value);
    }

    private static String decimal(String value) {
        Matcher form = NUMBER.matcher(value);
        String plain = plain(value);
        if (form.matches() && plain.endsWith(".")) {
            return plain + "0";
        }
        return plain.matches("-?\\d+")
                ? plain + ".0"
                : plain.replaceFirst("^(-?)\\.", "$10.").replaceFirst("\\.([eE])", ".0$1");
    }

    private static String plain(String value) {
        return value.startsWith("+") ? value.substring(1) : value;
    }

    private static String text(String value) {
        var literal = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"', '\\', '$' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
