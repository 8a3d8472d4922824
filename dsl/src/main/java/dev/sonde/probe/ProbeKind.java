package dev.sonde.probe;

/**
 * A kind of probe, as it stands in files.
 *
 * @param name stable {@code snake_case} name
 * @param category what it is about
 * @param specType its settings
 * @param evidenceType its evidence
 * @param calibrated whether null adapters give its raw value a null distribution: true where more means more effect
 */
public record ProbeKind<S extends ProbeSpec, E extends Evidence>(
        String name, Category category, Class<S> specType, Class<E> evidenceType, boolean calibrated) {}
