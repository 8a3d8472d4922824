package dev.sonde.probe.paraphrase;

/** What training was meant to do with the wording of a prompt. */
public enum Intent {
    /** The gain has to carry over to other wordings. */
    GENERALIZE,
    /** The gain has to stay with the exact wording. */
    MEMORIZE,
    /** The reference's third word, to which it gives the meaning of {@link #GENERALIZE}; so it is here. */
    BOTH
}
