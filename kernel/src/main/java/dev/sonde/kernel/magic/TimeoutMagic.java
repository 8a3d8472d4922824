package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits how long cells may take. */
final class TimeoutMagic {

    static final Magic MAGIC = new Magic(
            "timeout",
            Magic.Form.LINE,
            "[SECONDS|off]",
            MagicTakes.WORDS,
            "Interrupts this cell and every later one that takes longer; 'off' lifts the limit.",
            """
            %timeout 30 is thirty seconds; 500ms, 30s, 5m and 1h work too. Without a value it says the limit.
            With --once the limit is for the rest of this cell only.
            SONDE_TIMEOUT in the kernel's environment sets the limit from the start.""",
            List.of(new MagicOption("--once", "For this cell only.")),
            TimeoutMagic::run);

    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ms|s|m|min|h)?");

    private TimeoutMagic() {}

    private static CellOutcome run(MagicCall call) {
        CellSession session = call.state().session();
        Optional<String> word = call.word();
        if (word.isEmpty()) {
            System.out.println(session.cellLimit()
                    .map(limit -> "Each cell may take %s.".formatted(Stopwatch.duration(limit.toNanos())))
                    .orElse("Cells may take as long as they like."));
        } else if (word.get().equals("off")) {
            session.limitCells(Optional.empty());
            call.cell().lift();
        } else {
            Duration limit = duration(word.get());
            if (!call.has("--once")) {
                session.limitCells(Optional.of(limit));
            }
            call.cell().limit(limit);
        }
        return call.done();
    }

    /**
     * Reads a time limit: seconds, or a number with a unit.
     *
     * @throws MagicException if it is none, or not above zero
     */
    static Duration duration(String text) {
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
