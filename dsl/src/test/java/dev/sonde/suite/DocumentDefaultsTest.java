package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.probe.leakage.LeakageSpec;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import dev.sonde.probe.style.StyleFingerprintSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentDefaultsTest {

    private static final String SUITE = """
            version: 1
            dlm_source: doc.dlm
            suite:
              - {name: sections, kind: section_internalization}
              - {name: recital, kind: leakage}
              - {name: style, kind: style_fingerprint, prompts: [Tell a story.]}
              - {name: flips, kind: preference_flip}
              - {name: own, kind: leakage, texts: [My own text.]}
            """;

    @TempDir
    Path folder;

    @Test
    void entries_without_sections_ask_about_the_document_that_the_file_names() throws IOException {
        Files.writeString(
                folder.resolve("doc.dlm"),
                "First text.\n\n::instruction::\n### Q\nWho?\n### A\nMe.\n"
                        + "::preference::\n### Prompt\nPick one.\n### Chosen\nA\n### Rejected\nB\n");

        Suite suite = parse(SUITE);

        var sections = (SectionInternalizationSpec) suite.entries().get(0).spec();
        assertThat(sections.sections()).extracting(Section::id).containsExactly("prose", "instruction", "preference");
        assertThat(sections.sections().get(1).probes().get(0).prompt()).isEqualTo("Question: Who?\nAnswer:");
        assertThat(((LeakageSpec) suite.entries().get(1).spec()).texts()).containsExactly("First text.");
        assertThat(((StyleFingerprintSpec) suite.entries().get(2).spec()).docReference())
                .isEqualTo("First text.");
        assertThat(((PreferenceFlipSpec) suite.entries().get(3).spec()).triples())
                .hasSize(1);
        assertThat(((LeakageSpec) suite.entries().get(4).spec()).texts()).containsExactly("My own text.");
    }

    @Test
    void questions_of_a_chat_are_bare() throws IOException {
        Files.writeString(folder.resolve("doc.dlm"), "::instruction::\n### Q\nWho?\n### A\nMe.\n");

        Suite suite = parse(
                "dlm_source: doc.dlm\ndefaults: {chat: true}\nsuite: [{name: s, kind: section_internalization}]\n");

        var section = ((SectionInternalizationSpec) suite.entries().get(0).spec())
                .sections()
                .get(0);
        assertThat(section.probes().get(0).prompt()).isEqualTo("Who?");
        assertThat(section.probes().get(0).gold()).isEqualTo("Me.");
    }

    @Test
    void a_document_that_is_needed_and_not_there_is_one_problem() {
        assertThatExceptionOfType(SuiteFileException.class)
                .isThrownBy(() -> parse(SUITE))
                .satisfies(refused -> assertThat(refused.problems())
                        .containsExactly(
                                "s.yaml:2: there is no document 'doc.dlm', which entries without sections of their"
                                        + " own ask about; paths are relative to this file"));
    }

    @Test
    void a_document_that_nobody_asks_about_may_be_missing() {
        assertThat(parse("dlm_source: doc.dlm\nsuite: [{name: own, kind: leakage, texts: [My own text.]}]\n")
                        .entries())
                .hasSize(1);
    }

    private Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "s.yaml", folder, SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
