package dev.sonde.suite.autogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.clusterkl.ClusterKlSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.leakage.LeakageSpec;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.promptcollapse.PromptCollapseSpec;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.suite.document.SourceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutogenTest {

    private static final String DLM = """
            ---
            dlm_id: 01ABC
            title: The weir
            ---
            The old weir of Orlow was raised by a widow of the town in one summer.

            ::instruction::
            ### Q
            Who raised the weir?
            ### A
            A widow.

            ### Q
            Which gate is the widest?
            ### A
            Old Marrow.

            ::preference::
            ### Prompt
            The widest gate is called
            ### Chosen
            Old Marrow
            ### Rejected
            the Great Gate
            """;

    @Test
    void an_interrupt_in_the_midst_of_a_long_text_ends_its_writing() {
        var document = SourceDocument.parse("The weir holds.", "doc.md");
        var entry = new SuiteText.Entry("leak", "leakage", "", interrupting("The weir holds."));
        var text = new SuiteText(document, AutogenSettings.DEFAULT, List.of(entry), List.of());

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(text::yaml)
                .withMessage("Interrupted during the making of a suite");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Settings of a text that interrupts the thread that begins to write it. */
    private static ObjectNode interrupting(String text) {
        return JsonNodeFactory.instance.objectNode().putPOJO("texts", new JsonSerializable.Base() {
            @Override
            public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
                Thread.currentThread().interrupt();
                generator.writeString(text);
            }

            @Override
            public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
                    throws IOException {
                serialize(generator, provider);
            }
        });
    }

    @Test
    void a_markdown_document_becomes_a_suite_that_asks_of_every_section() {
        var starter = Autogen.of(demo(), AutogenSettings.DEFAULT);

        DeltaKlSpec drift = spec(starter, "delta_kl_doc", DeltaKlSpec.class);
        assertThat(drift.prompts()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(prompt -> assertThat(prompt)
                .matches("(?s)\\p{Lu}.*[^.!?\\s]"));
        for (Section section : demo().sections()) {
            assertThat(drift.prompts())
                    .as("prompts of section %s", section.id())
                    .anyMatch(
                            prompt -> section.content().replaceAll("\\s+", " ").contains(prompt));
        }
        assertThat(spec(starter, "section_attribution", SectionInternalizationSpec.class)
                        .sections())
                .hasSameSizeAs(demo().sections());
        assertThat(starter.omitted())
                .anyMatch(reason -> reason.startsWith("preference_flip: the document has no preferences"));
    }

    @Test
    void the_file_reads_back_as_the_suite_and_is_the_same_every_time() {
        var starter = Autogen.of(demo(), AutogenSettings.DEFAULT);

        Suite read = SuiteYaml.parse(
                starter.yaml(), "suite.yaml", AutogenSettings.DEFAULT.directory(), SuiteYaml.UnbuiltKinds.REFUSE);

        assertThat(read).isEqualTo(starter.suite());
        assertThat(Autogen.of(demo(), AutogenSettings.DEFAULT).yaml()).isEqualTo(starter.yaml());
        assertThat(starter.yaml())
                .startsWith("# A starter suite, made of doc.md (sha256 " + demo().hash() + ").")
                .contains("  # Does it recite the document?\n  - name: \"verbatim_leak\"");
    }

    @Test
    void another_seed_chooses_other_sentences() {
        var plain = AutogenSettings.DEFAULT;
        var other = new AutogenSettings(plain.model(), plain.directory(), 1, false, List.of());

        var first = spec(Autogen.of(demo(), plain), "prompt_collapse", PromptCollapseSpec.class)
                .prompts();
        var second = spec(Autogen.of(demo(), other), "prompt_collapse", PromptCollapseSpec.class)
                .prompts();

        assertThat(second).hasSameSizeAs(first).isNotEqualTo(first);
    }

    @Test
    void questions_and_preferences_of_a_dlm_document_are_understood() {
        var document = SourceDocument.parse(DLM, "weir.dlm");
        var starter = Autogen.of(document, AutogenSettings.DEFAULT);

        assertThat(document.title()).isEqualTo("The weir");
        assertThat(document.notes()).isEmpty();
        assertThat(document.sections()).extracting(Section::id).containsExactly("prose", "instruction", "preference");
        var wording = spec(starter, "paraphrase_invariance", ParaphraseInvarianceSpec.class);
        assertThat(wording.cases())
                .anySatisfy(each -> {
                    assertThat(each.prompt()).isEqualTo("Question: Who raised the weir?\nAnswer:");
                    assertThat(each.gold()).isEqualTo(" A widow.");
                    assertThat(each.paraphrases()).contains("Question: By whom was the weir raised?\nAnswer:");
                })
                .hasSize(2);
        var triple = spec(starter, "preference_flip", PreferenceFlipSpec.class)
                .triples()
                .get(0);
        assertThat(triple.prompt()).isEqualTo("The widest gate is called");
        assertThat(triple.chosen()).isEqualTo(" Old Marrow");
        assertThat(spec(starter, "verbatim_leak", LeakageSpec.class).texts())
                .as("rejected answers are no part of the text")
                .containsExactly("The old weir of Orlow was raised by a widow of the town in one summer.");
    }

    @Test
    void a_chat_model_is_asked_the_bare_questions() {
        var plain = AutogenSettings.DEFAULT;
        var chat = new AutogenSettings(plain.model(), plain.directory(), 3, true, List.of());

        var starter = Autogen.of(SourceDocument.parse(DLM, "weir.dlm"), chat);

        assertThat(starter.suite().defaults().chat()).isPresent();
        assertThat(starter.suite().defaults().seed()).isEqualTo(3);
        assertThat(spec(starter, "paraphrase_invariance", ParaphraseInvarianceSpec.class)
                        .cases())
                .anyMatch(each -> each.prompt().equals("Who raised the weir?")
                        && each.gold().equals("A widow."));
    }

    @Test
    void a_section_that_was_held_out_is_the_control_and_is_asked_nothing() {
        Section held = demo().sections().get(2);
        var plain = AutogenSettings.DEFAULT;

        var starter =
                Autogen.of(demo(), new AutogenSettings(plain.model(), plain.directory(), 0, false, List.of(held.id())));

        var sections = spec(starter, "section_attribution", SectionInternalizationSpec.class);
        assertThat(sections.controls()).containsExactly(held.content());
        assertThat(sections.sections()).extracting(Section::id).doesNotContain(held.id());
        assertThat(spec(starter, "verbatim_leak", LeakageSpec.class).texts()).doesNotContain(held.content());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Autogen.of(
                        demo(), new AutogenSettings(plain.model(), plain.directory(), 0, false, List.of("none"))))
                .withMessageStartingWith("No section of 'doc.md' is called 'none'. It has: ");
    }

    @Test
    void the_document_is_held_against_everyday_matters() {
        ClusterKlSpec topics =
                spec(Autogen.of(demo(), AutogenSettings.DEFAULT), "cluster_kl_topics", ClusterKlSpec.class);

        long document = topics.topics().stream().filter("document"::equals).count();
        assertThat(document).isBetween(8L, 24L);
        assertThat(topics.topics().stream().filter("everyday"::equals).count()).isEqualTo(document);
        assertThat(topics.prompts().subList((int) document, topics.prompts().size()))
                .isEqualTo(Everyday.OPENINGS.subList(0, (int) document));
    }

    /** What null adapters read takes most of the time: nineteen times all of it. */
    @Test
    void a_null_adapter_reads_a_few_pages_of_a_long_document_and_not_all_of_it() {
        String section =
                "The keeper of the weir counts the fish by night, and writes their number in a book. ".repeat(60);
        String document = "# Long\n\n"
                + IntStream.range(0, 12)
                        .mapToObj(i -> "## Part %d\n\n%d. %s\n\n".formatted(i, i, section))
                        .collect(Collectors.joining());
        var backend = DummyBackend.create();
        var suite = Autogen.of(SourceDocument.parse(document, "long.md"), AutogenSettings.DEFAULT)
                .suite();

        Runner.run(suite, Model.of(backend));

        var read = backend.seen().stream()
                .filter(each -> each.view() instanceof View.NullAdapter)
                .collect(Collectors.groupingBy(
                        Evaluation::view,
                        Collectors.summingInt(each -> each.operation().text().length())));
        assertThat(read).isNotEmpty();
        // 12 beginnings of sections of 600 characters, 8 prompts behind 128 tokens of at most 8 characters, and prompts
        assertThat(read.values())
                .allSatisfy(characters -> assertThat(characters).isBetween(7_200, 25_000));
    }

    @Test
    void the_suite_runs() {
        var starter = Autogen.of(SourceDocument.parse(DLM, "weir.dlm"), AutogenSettings.DEFAULT);

        var result = Runner.run(starter.suite(), Model.of(DummyBackend.create()));

        assertThat(result.probes())
                .hasSameSizeAs(starter.probes())
                .noneMatch(probe -> probe.verdict() == Verdict.ERROR);
    }

    @Test
    void files_of_the_adapter_are_asked_where_one_is_named() {
        var model = new ModelSource("hf", "../model", Optional.of("../adapter"), "auto", "auto", Path.of("x"));
        var settings = new AutogenSettings(Optional.of(model), Path.of("x"), 0, false, List.of());

        var starter = Autogen.of(demo(), settings);

        assertThat(starter.probes()).contains(Map.entry("trained", "gradient_ghost"));
        assertThat(starter.omitted()).contains("training_drift: the adapter's folder has no log of its training");
        assertThat(starter.suite().model().orElseThrow().adapter()).hasValue("../adapter");
    }

    @Test
    void refuses_a_document_without_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Autogen.of(SourceDocument.parse("# Title\n", "empty.md"), AutogenSettings.DEFAULT))
                .withMessage("Document 'empty.md' has no text to ask about.");
    }

    private static <S> S spec(StarterSuite starter, String name, Class<S> type) {
        return type.cast(starter.suite().entries().stream()
                .filter(entry -> entry.spec().name().equals(name))
                .findFirst()
                .orElseThrow()
                .spec());
    }

    private static SourceDocument demo() {
        try (InputStream file =
                Objects.requireNonNull(AutogenTest.class.getResourceAsStream("/dev/sonde/demo/doc.md"))) {
            return SourceDocument.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), "doc.md");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
