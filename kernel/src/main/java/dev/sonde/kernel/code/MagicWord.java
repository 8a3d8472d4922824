package dev.sonde.kernel.code;

import java.util.List;

/**
 * A magic, as completion and inspection know it.
 *
 * @param name with its percent signs, such as {@code %time} or {@code %%time}
 * @param help one line
 * @param takes what stands behind it
 * @param options each with its dashes
 */
public record MagicWord(String name, String help, Takes takes, List<String> options) {

    /** What may stand behind a magic. */
    public enum Takes {
        /** Kotlin: on the same line, and with two percent signs on the lines below. */
        CODE,
        /** Paths. */
        FILES,
        /** Something that cannot be completed; with two percent signs, Kotlin on the lines below. */
        CODE_BELOW,
        /** Something that cannot be completed, or nothing. */
        OTHER
    }

    /** Copies the options. */
    public MagicWord {
        options = List.copyOf(options);
    }

    /** Whether it stands on the first line and takes those below. */
    boolean isCellMagic() {
        return name.startsWith("%%");
    }

    /** Whether it takes the lines below for something that is no Kotlin. */
    boolean takesText() {
        return isCellMagic() && takes != Takes.CODE && takes != Takes.CODE_BELOW;
    }
}
