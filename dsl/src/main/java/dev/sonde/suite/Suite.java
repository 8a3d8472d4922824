package dev.sonde.suite;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Probes to run together on one model. A Kotlin suite and a YAML suite are this same object.
 *
 * @param title for people
 * @param model which model a file names; empty in a notebook, where the model is given to the run
 * @param defaults what probes share
 * @param entries in the order in which they run and are reported; names are unique; may be empty
 */
public record Suite(String title, Optional<ModelSource> model, SuiteDefaults defaults, List<SuiteEntry> entries) {

    /**
     * Copies {@code entries}.
     *
     * @throws IllegalArgumentException if two probes have the same name
     */
    public Suite {
        entries = List.copyOf(entries);
        var names = new HashSet<String>();
        for (SuiteEntry entry : entries) {
            if (!names.add(entry.spec().name())) {
                throw new IllegalArgumentException(
                        "Two probes of suite '%s' are called '%s'; names are unique within a suite"
                                .formatted(title, entry.spec().name()));
            }
        }
    }

    /** A suite for a notebook or a program: enabled probes, default settings. */
    public static Suite of(String title, long seed, List<? extends ProbeSpec> probes) {
        return new Suite(
                title,
                Optional.empty(),
                SuiteDefaults.withSeed(seed),
                probes.stream().map(SuiteEntry::of).toList());
    }

    /** The same suite whose prompts are what a user says to the model, in the model's own chat template. */
    public Suite inChat(ChatSettings settings) {
        return new Suite(title, model, defaults.with(settings), entries);
    }

    /**
     * The same suite with another number of null adapters; the first of them stay, so that a model that has answered under
     * them is not asked again.
     *
     * @throws IllegalArgumentException if there is no {@code null_adapter}, or the number is out of range
     */
    public Suite withNulls(int runs) {
        var nulls = entries.stream()
                .map(SuiteEntry::spec)
                .filter(NullAdapterSpec.class::isInstance)
                .map(NullAdapterSpec.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Suite '%s' has no null_adapter to draw more from; add one".formatted(title)));
        return with(nulls.withRuns(runs));
    }

    /**
     * The same suite with these settings for the probe of their name.
     *
     * @throws IllegalArgumentException if no probe of the suite has that name
     */
    public Suite with(ProbeSpec changed) {
        if (entries.stream().noneMatch(entry -> entry.spec().name().equals(changed.name()))) {
            throw new IllegalArgumentException("Suite '%s' has no probe '%s' to replace; there are %s"
                    .formatted(
                            title,
                            changed.name(),
                            entries.stream().map(entry -> entry.spec().name()).toList()));
        }
        return new Suite(
                title,
                model,
                defaults,
                entries.stream()
                        .map(entry -> entry.spec().name().equals(changed.name())
                                ? new SuiteEntry(changed, entry.enabled(), entry.weight())
                                : entry)
                        .toList());
    }

    /** The same suite, looked at once more after its results were seen: reports say so. */
    public Suite nextLook() {
        return new Suite(title, model, defaults.withLook(defaults.look() + 1), entries);
    }

    /** The same suite with the model that a file of it names. */
    public Suite withModel(ModelSource source) {
        return new Suite(title, Optional.of(source), defaults, entries);
    }

    /** Whether an enabled probe asks a model anything; others look at files only. */
    public boolean needsModel() {
        return entries.stream()
                .filter(entry -> entry.enabled() && !(entry.spec() instanceof UnbuiltSpec))
                .anyMatch(entry -> ProbeRegistry.shared().forSpec(entry.spec()).needsModel());
    }
}
