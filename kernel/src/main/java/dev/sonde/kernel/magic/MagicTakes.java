package dev.sonde.kernel.magic;

/** What stands behind a magic's name; tells completion what fits there. */
public enum MagicTakes {
    /** Nothing. */
    NOTHING,
    /** Kotlin, to the end of the line; in a cell magic the lines below. */
    KOTLIN,
    /** Paths of files. */
    FILES,
    /** Names of the cells' variables. */
    VARIABLES,
    /** The name of a magic. */
    MAGIC,
    /** Words of another kind; in a cell magic, Kotlin and other magics on the lines below. */
    WORDS_ABOVE_KOTLIN,
    /** Words of another kind. */
    WORDS
}
