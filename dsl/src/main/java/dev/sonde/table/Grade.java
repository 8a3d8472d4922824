package dev.sonde.table;

import dev.sonde.suite.SuiteScore;
import java.util.Locale;

/** The composite of a run in words: the number, its grade, and why the grade may be lower than the number. */
public final class Grade {

    private static final double WHOLE = 1 - 1e-9;

    private Grade() {}

    /**
     * Such as {@code 0.74 (healthy: 0.6 to 0.85)}, or {@code 0.82 over 20 % of the suite's weight, graded as 0.16 (noise:
     * below 0.3)} where probes gave no score; {@link Numbers#MISSING} and {@code (unscored)} where none gave one.
     */
    public static String of(SuiteScore score) {
        String value = Numbers.score(score.overall());
        String grade = score.band() + range(score.band());
        return score.overall().isEmpty()
                        || score.covered() >= WHOLE
                        || score.band().equals("suspicious")
                ? "%s (%s)".formatted(value, grade)
                : String.format(
                        Locale.ROOT,
                        "%s over %.0f %% of the suite's weight, graded as %.2f (%s)",
                        value,
                        100 * score.covered(),
                        score.overall().getAsDouble() * score.covered(),
                        grade);
    }

    private static String range(String band) {
        return switch (band) {
            case "noise" -> ": below 0.3";
            case "partial" -> ": 0.3 to 0.6";
            case "healthy" -> ": 0.6 to 0.85";
            case "suspicious" -> ": above 0.85";
            default -> "";
        };
    }
}
