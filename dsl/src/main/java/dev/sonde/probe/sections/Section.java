package dev.sonde.probe.sections;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.SpecChecks;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A section of the document that an adapter was trained on.
 *
 * @param id unique within the probe
 * @param kind how it is trained on; without questions or preferences, its content is taken for prose
 * @param content its text; may be blank where it has questions or preferences
 * @param probes questions with answers of an instruction section
 * @param preferences prompts with answers of a preference section
 * @param tag for people
 */
public record Section(
        String id,
        SectionKind kind,
        String content,
        List<QuestionAnswer> probes,
        List<PreferenceTriple> preferences,
        Optional<String> tag) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the id is blank
     */
    public Section {
        SpecChecks.text("A section", "id", id);
        probes = List.copyOf(probes);
        preferences = List.copyOf(preferences);
    }

    /** A section of running text. */
    public static Section prose(String id, String content) {
        return new Section(id, SectionKind.PROSE, content, List.of(), List.of(), Optional.empty());
    }

    @JsonCreator
    static Section fromFile(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("kind") @Nullable SectionKind kind,
            @JsonProperty("content") @Nullable String content,
            @JsonProperty("probes") @Nullable List<QuestionAnswer> probes,
            @JsonProperty("preferences") @Nullable List<PreferenceTriple> preferences,
            @JsonProperty("tag") @Nullable String tag) {
        return new Section(
                SpecChecks.text("A section", "id", id),
                kind == null ? SectionKind.PROSE : kind,
                content == null ? "" : content,
                probes == null ? List.of() : probes,
                preferences == null ? List.of() : preferences,
                Optional.ofNullable(tag));
    }
}
