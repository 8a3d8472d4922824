package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.ContentHash;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import dev.sonde.backend.View;
import dev.sonde.cache.CachedBackend;
import dev.sonde.cache.MemoryStore;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.score.FullDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts that are chats, on a golden model whose template writes the begin token that its tokenizer adds as well. */
class ChatTest {

    @TempDir
    private Path temporary;

    @Test
    void a_chat_shows_the_text_and_the_ids_that_the_model_reads() throws IOException {
        JsonNode wanted = longestChat();
        try (Model model = open("llama3")) {
            Chat chat = model.chat();
            for (JsonNode message : wanted.path("messages")) {
                chat = chat.and(new dev.sonde.chat.Message(
                        message.path("role").asText(), message.path("content").asText()));
            }
            ChatPrompt prompt = chat.prompt();

            assertThat(prompt.text()).isEqualTo(wanted.path("text").asText());
            assertThat(prompt.ids())
                    .isEqualTo(Stream.of(new ObjectMapper().convertValue(wanted.path("ids"), Integer[].class))
                            .toList());
            assertThat(prompt.toString())
                    .startsWith(prompt.text())
                    .contains("rendered text, " + prompt.ids().size());
        }
    }

    @Test
    void the_begin_token_of_a_template_is_not_doubled_and_a_plain_text_that_doubles_it_is_told() {
        try (Model model = open("llama3")) {
            ChatPrompt prompt = model.chat().user("Hi").prompt();
            TokenAudit plain = model.tokens(prompt.text());

            assertThat(prompt.audit().startsTwice()).isFalse();
            assertThat(plain.startsTwice()).isTrue();
            assertThat(plain.ids().subList(1, plain.ids().size())).isEqualTo(prompt.ids());
            assertThat(plain.toString()).contains("the first special token is there twice");
        }
    }

    @Test
    void the_cache_keeps_a_chat_and_a_plain_text_of_the_same_characters_apart() {
        try (Model model = open("llama3")) {
            String text = model.chat().user("Hi").text();
            var cache = new CachedBackend(model.backend(), new MemoryStore());
            List<Outcome> answers = cache.evaluate(List.of(
                    new Evaluation<>(View.BASE, new NextToken(text, NextToken.FULL, TextForm.RENDERED)),
                    new Evaluation<>(View.BASE, new NextToken(text, NextToken.FULL, TextForm.PLAIN)),
                    new Evaluation<>(View.BASE, new NextToken(text, NextToken.FULL, TextForm.RENDERED))));

            assertThat(cache.statistics().cacheMisses()).isEqualTo(2);
            assertThat(logProbs(answers.get(0))).isNotEqualTo(logProbs(answers.get(1)));
            assertThat(logProbs(answers.get(0))).isEqualTo(logProbs(answers.get(2)));
        }
    }

    @Test
    void a_suite_asks_its_prompts_in_chats_without_its_probes_knowing() throws IOException {
        try (Model model = open("llama3")) {
            Path trace = temporary.resolve("trace.jsonl");
            SuiteResult result = Runner.run(
                    suite(Optional.of(ChatSettings.withSystem("Be brief."))),
                    model,
                    new RunOptions(RunOptions.DEFAULT.listener(), Optional.of(trace)));
            String text = model.chat().system("Be brief.").user("Hello").text();

            assertThat(result.probe("drift").verdict()).isNotIn(Verdict.ERROR, Verdict.SKIP);
            assertThat(Files.readString(trace))
                    .contains(ContentHash.of(text).substring(0, 12))
                    .doesNotContain(ContentHash.of("Hello").substring(0, 12));
            assertThat(result.environment().get("chat_template")).hasSize(12);
            SuiteResult plain = Runner.run(suite(Optional.empty()), model, RunOptions.DEFAULT);
            assertThat(plain.probe("drift").raw())
                    .isNotEqualTo(result.probe("drift").raw());
            assertThat(plain.environment()).doesNotContainKey("chat_template");
        }
    }

    @Test
    void a_model_without_a_template_says_so_and_what_to_do() {
        try (Model model = open("llama")) {
            for (Runnable use : List.<Runnable>of(
                    model::chat, () -> Runner.run(suite(Optional.of(ChatSettings.PLAIN)), model, RunOptions.DEFAULT))) {
                assertThatExceptionOfType(BackendException.class)
                        .isThrownBy(use::run)
                        .withMessageContaining("has no chat template")
                        .withMessageContaining("give its prompts as plain text")
                        .satisfies(error -> assertThat(error.code()).isEqualTo("no-chat-template"));
            }
        }
    }

    @Test
    void a_template_that_refuses_a_prompt_is_an_error_of_the_probe() throws IOException {
        try (Stream<Path> files = Files.list(Golden.root().resolve("models/llama3"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, temporary.resolve(file.getFileName()));
            }
        }
        Files.writeString(temporary.resolve("chat_template.jinja"), "{{ raise_exception('Not today') }}");
        Path adapter = Golden.root().resolve("models/llama3/adapters/qv");
        try (Model model = Model.load(ModelSource.huggingFace(temporary, Optional.of(adapter)))) {
            SuiteResult result = Runner.run(suite(Optional.of(ChatSettings.PLAIN)), model, RunOptions.DEFAULT);

            assertThat(result.probe("drift").verdict()).isEqualTo(Verdict.ERROR);
            assertThat(result.probe("drift").message()).contains("refuses a chat of [user]: Not today");
        }
    }

    @Test
    void a_file_says_chat_and_is_written_as_it_was_read() {
        String yaml = SuiteYaml.write(suite(Optional.of(ChatSettings.withSystem("Be brief."))));
        Suite read = SuiteYaml.parse(yaml, "s.yaml", temporary, SuiteYaml.UnbuiltKinds.REFUSE);

        assertThat(yaml).contains("chat: true").contains("chat_system: ");
        assertThat(read.defaults().chat()).contains(ChatSettings.withSystem("Be brief."));
        assertThatExceptionOfType(SuiteFileException.class)
                .isThrownBy(() -> SuiteYaml.parse(
                        yaml.replace("chat: true", "chat: false"), "s.yaml", temporary, SuiteYaml.UnbuiltKinds.REFUSE))
                .withMessageContaining("'chat_system' has no effect with 'chat: false'");
    }

    private static Suite suite(Optional<ChatSettings> chat) {
        Suite plain = Suite.of("s", 1, List.of(DeltaKlSpec.of("drift", "Hello", "2 + 2?")));
        return new Suite(
                "s", Optional.empty(), chat.map(plain.defaults()::with).orElse(plain.defaults()), plain.entries());
    }

    private static Model open(String name) {
        Path base = Golden.root().resolve("models").resolve(name);
        return Model.load(ModelSource.huggingFace(base, Optional.of(base.resolve("adapters/qv"))));
    }

    private static JsonNode longestChat() throws IOException {
        JsonNode chats = new ObjectMapper()
                .readTree(Golden.root().resolve("expected/llama3.json").toFile())
                .path("chat");
        return chats.get(chats.size() - 1);
    }

    private static float[] logProbs(Outcome outcome) {
        return ((FullDistribution) ((Outcome.Answer) outcome).score()).logProbs();
    }
}
