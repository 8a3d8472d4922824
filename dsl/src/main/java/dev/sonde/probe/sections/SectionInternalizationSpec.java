package dev.sonde.probe.sections;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link SectionInternalizationProbe}. The defaults of the thresholds are the reference's.
 *
 * @param name unique within the suite
 * @param sections of the training document, with different ids; without any the probe is skipped
 * @param controls texts that were not trained on, best of the same kind and language as the sections; at least one
 * @param includeKinds which kinds of sections are scored
 * @param perSectionThreshold share of base's nats that a section has to save beyond the controls; finite, at least 0
 * @param assertPassingSectionFrac share of sections that have to be shown to do so; in [0, 1]
 * @param maxProseChars characters of running text that are scored in one pass; the whole text is, in as many as it takes
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 */
public record SectionInternalizationSpec(
        String name,
        List<Section> sections,
        List<String> controls,
        List<SectionKind> includeKinds,
        double perSectionThreshold,
        double assertPassingSectionFrac,
        int maxProseChars,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** The reference's. */
    public static final double DEFAULT_THRESHOLD = 0.05;

    /** The reference's. */
    public static final double DEFAULT_PASSING = 0.5;

    /** The reference's. */
    public static final int DEFAULT_PROSE_CHARS = 2000;

    private static final int FEWEST_PROSE_CHARS = 32;

    /** Copies the lists and checks the values. */
    public SectionInternalizationSpec {
        sections = List.copyOf(sections);
        var ids = new HashSet<String>();
        for (Section section : sections) {
            if (!ids.add(section.id())) {
                throw new IllegalArgumentException(
                        "Probe '%s' has two sections with the id '%s'; ids are unique.".formatted(name, section.id()));
            }
        }
        controls = SpecChecks.prompts(name, controls);
        controls.forEach(control -> SpecChecks.text("Probe '" + name + "'", "controls", control));
        includeKinds = List.copyOf(includeKinds);
        SpecChecks.atLeastZero(name, "per_section_threshold", perSectionThreshold);
        SpecChecks.share(name, "assert_passing_section_frac", assertPassingSectionFrac);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        SpecChecks.atLeast(name, "max_prose_chars", maxProseChars, FEWEST_PROSE_CHARS);
    }

    /** The defaults with these sections. */
    public static SectionInternalizationSpec of(String name, List<Section> sections) {
        return fromFile(name, sections, null, null, null, null, null, null);
    }

    /** The same with other texts that were not trained on. */
    public SectionInternalizationSpec withControls(List<String> other) {
        return new SectionInternalizationSpec(
                name,
                sections,
                other,
                includeKinds,
                perSectionThreshold,
                assertPassingSectionFrac,
                maxProseChars,
                assertZGte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(sections.size());
    }

    @JsonCreator
    static SectionInternalizationSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("sections") @Nullable List<Section> sections,
            @JsonProperty("controls") @Nullable List<String> controls,
            @JsonProperty("include_kinds") @Nullable List<SectionKind> kinds,
            @JsonProperty("per_section_threshold") @Nullable Double threshold,
            @JsonProperty("assert_passing_section_frac") @Nullable Double passing,
            @JsonProperty("max_prose_chars") @Nullable Integer proseChars,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new SectionInternalizationSpec(
                name,
                sections == null ? List.of() : sections,
                controls == null ? ControlTexts.ENGLISH : controls,
                kinds == null ? List.of(SectionKind.values()) : kinds,
                threshold == null ? DEFAULT_THRESHOLD : threshold,
                passing == null ? DEFAULT_PASSING : passing,
                proseChars == null ? DEFAULT_PROSE_CHARS : proseChars,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
