package dev.sonde.backend.http;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a server asks for. Not a record: nothing may print it.
 *
 * <p>It leaves this class as the value of one header, and nowhere else.
 */
final class ApiKey {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final String HIDDEN = "[key]";

    private final String variable;
    private final String secret;

    private ApiKey(String variable, String secret) {
        this.variable = variable;
        this.secret = secret;
    }

    /**
     * The key that stands in an environment variable.
     *
     * @param environment gives a variable's value, or null
     * @throws dev.sonde.backend.BackendException if the variable is not set, or holds what no header can carry
     */
    static ApiKey in(String variable, UnaryOperator<@Nullable String> environment) {
        String value = Optional.ofNullable(environment.apply(variable))
                .map(String::strip)
                .orElse("");
        if (value.isEmpty()) {
            throw HttpErrors.keyMissing(variable);
        }
        if (!VISIBLE.matcher(value).matches()) {
            throw HttpErrors.keyUnusable(variable);
        }
        return new ApiKey(variable, value);
    }

    /** Whether a text can be the name of a variable; a key that was written in its place hardly ever can. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.startsWith("sk_") && !text.startsWith("hf_");
    }

    /** The value of the {@code Authorization} header. */
    String bearer() {
        return "Bearer " + secret;
    }

    /** {@code text} with every occurrence of the key hidden: servers like to quote what they refuse. */
    String hiddenIn(String text) {
        return text.replace(secret, HIDDEN);
    }

    @Override
    public String toString() {
        return "key from " + variable;
    }
}
