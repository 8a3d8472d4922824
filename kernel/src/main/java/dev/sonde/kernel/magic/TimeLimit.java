package dev.sonde.kernel.magic;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a cell may take, as people write it. */
public final class TimeLimit {

    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ms|s|m|min|h)?");

    private TimeLimit() {}

    /**
     * Reads a time limit: seconds, or a number with a unit.
     *
     * @throws MagicException if it is none, or not above zero
     */
    public static Duration of(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new MagicException(
                    "'%s' is no time limit. Write seconds, or a unit: 30, 500ms, 5m, 1h.".formatted(text));
        }
        long unit =
                switch (Optional.ofNullable(amount.group(2)).orElse("s")) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "h" -> 3_600_000;
                    default -> 60_000;
                };
        BigDecimal millis = new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(unit));
        if (millis.compareTo(BigDecimal.ONE) < 0 || millis.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new MagicException("A time limit is between 1 ms and 24 days, was '%s'.".formatted(text));
        }
        return Duration.ofMillis(millis.longValue());
    }
}
