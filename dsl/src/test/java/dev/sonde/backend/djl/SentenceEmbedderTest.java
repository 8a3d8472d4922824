package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiny embedders against transformers in float64; made by {@code src/test/golden-extra/sentence_embedders.py}. */
class SentenceEmbedderTest {

    private static final Path ROOT = Path.of("src/test/resources/sentence-embedders");
    private static final DjlBackend PACKED = DjlBackend.demo("healthy", "cpu", true);
    private static final DjlBackend COMPOSED = DjlBackend.demo("healthy", "cpu", false);

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        PACKED.close();
        COMPOSED.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean_normalised", "cls", "bare"})
    void points_are_those_of_the_reference_whatever_else_is_in_the_batch(String name) throws IOException {
        JsonNode expected = expected(name);
        List<String> texts = new ArrayList<>();
        expected.forEach(row -> texts.add(row.get("text").asText()));

        for (DjlBackend backend : List.of(PACKED, COMPOSED)) {
            List<Embedding> together = embed(backend, name, texts);
            for (int i = 0; i < texts.size(); i++) {
                JsonNode row = expected.get(i);
                Embedding alone = embed(backend, name, List.of(texts.get(i))).get(0);
                assertThat(alone.tokens()).isEqualTo(row.get("ids").size());
                assertThat(alone.truncated()).isEqualTo(row.get("truncated").asBoolean());
                assertThat(alone.dimensions()).isEqualTo(row.get("point").size());
                for (int j = 0; j < alone.dimensions(); j++) {
                    double value = row.get("point").get(j).asDouble();
                    assertThat((double) alone.vector()[j]).as(texts.get(i)).isCloseTo(value, within(5e-6));
                    assertThat((double) together.get(i).vector()[j]).isCloseTo(value, within(5e-6));
                }
            }
        }
    }

    @Test
    void the_view_plays_no_part() {
        var embedder = Optional.of(Embedder.in(ROOT.resolve("cls")));
        var answers = PACKED.evaluate(Stream.of(View.BASE, View.FINE_TUNED, new View.Scaled(2))
                .map(view -> new Evaluation<>(view, new Embed("the sea", embedder)))
                .toList());

        assertThat(answers.stream().map(SentenceEmbedderTest::embedding).distinct())
                .hasSize(1);
    }

    @Test
    void a_base_model_and_embedders_answer_one_request() throws IOException {
        var outcomes = PACKED.evaluate(List.of(
                new Evaluation<>(View.BASE, new Embed("the sea")),
                new Evaluation<>(View.BASE, new Embed("the sea", Optional.of(Embedder.in(ROOT.resolve("bare"))))),
                new Evaluation<>(View.BASE, new Embed("the sea", Optional.of(Embedder.in(ROOT.resolve("cls")))))));

        assertThat(embedding(outcomes.get(0)).dimensions()).isNotEqualTo(16);
        assertThat(embedding(outcomes.get(1)).vector())
                .isEqualTo(embed(PACKED, "bare", List.of("the sea")).get(0).vector())
                .isNotEqualTo(embedding(outcomes.get(2)).vector());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json                | model_type              | \"roberta\"",
                "config.json                | auto_map                | {\"AutoModel\": \"own.Model\"}",
                "config.json                | position_embedding_type | \"relative_key\"",
                "config.json                | is_decoder              | true",
                "config.json                | hidden_act              | \"mish\"",
                "config.json                | quantization_config     | {\"quant_method\": \"awq\"}",
                "1_Pooling/config.json      | pooling_mode_max_tokens | true",
                "1_Pooling/config.json      | pooling_mode_lasttoken  | true",
                "1_Pooling/config.json      | pooling_mode            | \"weightedmean\"",
                "sentence_bert_config.json  | max_seq_length          | 2",
                "sentence_bert_config.json  | transformer_task        | \"fill-mask\"",
                "sentence_bert_config.json  | modality_config         | {\"text\": {\"method_output_name\": \"pooler_output\"}}",
                "tokenizer_config.json      | truncation_side         | \"left\"",
                "tokenizer_config.json      | do_lower_case           | false",
                "tokenizer_config.json      | tokenize_chinese_chars  | false",
                "config_sentence_transformers.json | default_prompt_name | \"query\""
            })
    void a_setting_that_would_change_the_numbers_is_refused_by_its_name(String file, String field, String value)
            throws IOException {
        copy("mean_normalised");
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"), "{\"prompts\": {\"query\": \"search: \"}}");
        set(file, field, value);

        var refused = ((Outcome.Failure) outcome(folder)).error();

        assertThat(refused)
                .hasMessageContaining(
                        field.startsWith("pooling_mode_")
                                ? "pooling_mode"
                                : field.equals("modality_config") ? "method_output_name" : field);
        assertThat(refused).hasMessageContaining(field.equals("auto_map") ? "Python" : "json");
    }

    @Test
    void a_folder_as_newer_versions_write_it_gives_the_same_points() throws IOException {
        copy("mean_normalised");
        Path modules = folder.resolve("modules.json");
        Files.writeString(
                modules,
                Files.readString(modules)
                        .replace("models.Pooling", "sentence_transformer.modules.pooling.Pooling")
                        .replace("models.Transformer", "base.modules.transformer.Transformer"));
        Files.writeString(
                folder.resolve("1_Pooling/config.json"),
                "{\"embedding_dimension\": 16, \"pooling_mode\": \"mean\", \"include_prompt\": true}");
        Files.writeString(
                folder.resolve("sentence_bert_config.json"),
                "{\"transformer_task\": \"feature-extraction\", \"module_output_name\": \"token_embeddings\","
                        + " \"modality_config\": {\"text\": {\"method_output_name\": \"last_hidden_state\"}}}");
        set("tokenizer_config.json", "model_max_length", "12");
        JsonNode row = expected("mean_normalised").get(4);

        var found = embedding(outcome(folder, row.get("text").asText()));

        assertThat(found.tokens()).isEqualTo(12);
        for (int i = 0; i < found.dimensions(); i++) {
            assertThat((double) found.vector()[i])
                    .isCloseTo(row.get("point").get(i).asDouble(), within(5e-6));
        }
    }

    @Test
    void a_link_to_a_folder_is_that_folder() throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), ROOT.resolve("cls").toAbsolutePath());

        assertThat(Embedder.in(link))
                .isEqualTo(Embedder.in(ROOT.resolve("cls")))
                .isNotEqualTo(Embedder.in(ROOT.resolve("bare")));
        assertThat(outcome(link)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void a_layer_behind_the_pooling_is_refused_and_all_are_named() throws IOException {
        copy("mean_normalised");
        Files.writeString(
                folder.resolve("modules.json"),
                Files.readString(folder.resolve("modules.json")).replace("models.Normalize", "models.Dense"));

        assertThat(((Outcome.Failure) outcome(folder)).error())
                .hasMessageContaining("[Transformer, Pooling, Dense]")
                .hasMessageContaining("modules.json");
    }

    @Test
    void an_embedder_whose_files_changed_since_it_was_named_is_refused() throws IOException {
        copy("mean_normalised");
        Embedder before = Embedder.in(folder);
        set("1_Pooling/config.json", "pooling_mode_cls_token", "true");
        set("1_Pooling/config.json", "pooling_mode_mean_tokens", "false");

        var outcome = PACKED.evaluate(List.of(new Evaluation<>(View.BASE, new Embed("a", Optional.of(before)))));

        assertThat(((BackendException) ((Outcome.Failure) outcome.get(0)).error()).code())
                .isEqualTo("file-changed");
    }

    @Test
    void an_embedder_is_known_by_its_content_and_not_by_its_place() throws IOException {
        copy("mean_normalised");
        assertThat(Embedder.in(folder)).isEqualTo(Embedder.in(ROOT.resolve("mean_normalised")));

        set("1_Pooling/config.json", "pooling_mode_cls_token", "true");

        assertThat(Embedder.in(folder)).isNotEqualTo(Embedder.in(ROOT.resolve("mean_normalised")));
    }

    @Test
    void more_embedders_than_are_kept_still_answer() throws IOException {
        for (int i = 0; i < 6; i++) {
            Path own = folder.resolve("e" + i);
            copy("bare", own);
            Files.writeString(
                    own.resolve("config_sentence_transformers.json"), "{\"prompts\": {\"p\": \"" + i + "\"}}");
            assertThat(outcome(own)).isInstanceOf(Outcome.Answer.class);
        }
        assertThat(outcome(folder.resolve("e0"))).isInstanceOf(Outcome.Answer.class);
    }

    private static Outcome outcome(Path embedder) {
        return outcome(embedder, "a");
    }

    private static Outcome outcome(Path embedder, String text) {
        return PACKED.evaluate(
                        List.of(new Evaluation<>(View.BASE, new Embed(text, Optional.of(Embedder.in(embedder))))))
                .get(0);
    }

    private void copy(String name) throws IOException {
        copy(name, folder);
    }

    private static void copy(String name, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(name))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(ROOT.resolve(name).relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private void set(String file, String field, String json) throws IOException {
        var mapper = new ObjectMapper();
        Path path = folder.resolve(file);
        var root = Files.exists(path)
                ? (com.fasterxml.jackson.databind.node.ObjectNode) mapper.readTree(path.toFile())
                : mapper.createObjectNode();
        root.set(field, mapper.readTree(json));
        mapper.writeValue(path.toFile(), root);
    }

    private static JsonNode expected(String name) throws IOException {
        return new ObjectMapper()
                .readTree(ROOT.resolve(name).resolve("expected.json").toFile());
    }

    private static List<Embedding> embed(DjlBackend backend, String name, List<String> texts) {
        var embedder = Optional.of(Embedder.in(ROOT.resolve(name)));
        return backend
                .evaluate(texts.stream()
                        .map(text -> new Evaluation<>(View.BASE, new Embed(text, embedder)))
                        .toList())
                .stream()
                .map(SentenceEmbedderTest::embedding)
                .toList();
    }

    private static Embedding embedding(Outcome outcome) {
        return (Embedding) ((Outcome.Answer) outcome).score();
    }
}
