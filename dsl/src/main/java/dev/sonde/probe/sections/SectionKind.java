package dev.sonde.probe.sections;

/** How a section of a training document is trained on. */
public enum SectionKind {
    /** As running text. */
    PROSE,
    /** As questions with answers. */
    INSTRUCTION,
    /** As prompts with a chosen and a rejected answer. */
    PREFERENCE
}
