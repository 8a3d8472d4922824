package dev.sonde.plot;

import dev.sonde.probe.Verdict;

/** What a colour stands for. The colours are mid-tones that keep 3:1 contrast on white and on a dark page. */
public enum Tone {
    /** The claim holds. */
    PASS("#2a9d5c"),
    /** The claim does not hold. */
    FAIL("#d9534f"),
    /** Needs a look. */
    WARN("#c17d00"),
    /** The numbers do not decide. */
    OPEN("#5b7fdb"),
    /** Could not be measured. */
    ERROR("#a45cc7"),
    /** The subject of the figure. */
    MAIN("#3a85c8"),
    /** Context: noise, nulls, single prompts. */
    QUIET("#868e96");

    private final String color;

    Tone(String color) {
        this.color = color;
    }

    /** {@code #rrggbb}. */
    public String color() {
        return color;
    }

    /** The tone of a verdict. */
    public static Tone of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case WARN -> WARN;
            case INCONCLUSIVE -> OPEN;
            case ERROR -> ERROR;
            case SKIP -> QUIET;
        };
    }
}
