package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.AuditedToken;
import dev.sonde.backend.Operation;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.chat.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Texts, ids, places and chats of every tokenizer among the golden data; no model is loaded for them. */
class GoldenTokensTest {

    @TestFactory
    Stream<DynamicContainer> each_tokenizer_gives_the_reference_s_tokens() {
        return GoldenFolder.cases().stream().map(name -> {
            List<DynamicTest> tests = new ArrayList<>();
            JsonNode expected = GoldenFolder.expected(name);
            each(tests, name, "prompt", expected.path("prompts"), GoldenTokensTest::checkPrompt);
            each(tests, name, "completion", expected.path("completion_pairs"), GoldenTokensTest::checkCompletion);
            if (!expected.path("chat").isEmpty()) {
                tests.add(dynamicTest("chats", () -> checkChats(name, expected.path("chat"))));
            }
            return dynamicContainer(name, tests);
        });
    }

    private static void each(
            List<DynamicTest> tests,
            String name,
            String what,
            JsonNode list,
            BiConsumer<TextTokenizer, JsonNode> check) {
        assertThat(list).as("%s of %s", what, name).isNotEmpty();
        list.forEach(one -> tests.add(dynamicTest(what + " " + one.path("id").asText(), () -> {
            try (TextTokenizer tokenizer = open(name)) {
                check.accept(tokenizer, one);
            }
        })));
    }

    private static TextTokenizer open(String name) {
        JsonNode expected = GoldenFolder.expected(name);
        return TextTokenizer.open(
                GoldenFolder.model(name).resolve("tokenizer.json"),
                expected.path("vocab_size").asInt());
    }

    private static void checkPrompt(TextTokenizer tokenizer, JsonNode prompt) {
        String text = prompt.path("text").asText();
        int[] ids = GoldenCheck.ints(prompt.path("ids"));
        assertThat(tokenizer.encode(text, TextForm.PLAIN)).containsExactly(ids);
        assertThat(tokenizer.encode(text, TextForm.RENDERED))
                .containsExactly(GoldenCheck.ints(prompt.path("ids_no_special")));
        List<AuditedToken> tokens = tokenizer.tokens(text, TextForm.PLAIN);
        List<AuditedToken> wanted = IntStream.range(0, ids.length)
                .mapToObj(i -> new AuditedToken(
                        ids[i],
                        prompt.path("tokens").get(i).asText(),
                        prompt.path("offsets_utf16").get(i).get(0).asInt(),
                        prompt.path("offsets_utf16").get(i).get(1).asInt(),
                        prompt.path("special_tokens_mask").get(i).asInt() == 1))
                .toList();
        assertThat(tokens).isEqualTo(wanted);
        assertThat(tokenizer.decode(ids, false))
                .isEqualTo(prompt.path("decoded").asText());
        assertThat(tokenizer.decode(ids, true))
                .isEqualTo(prompt.path("decoded_skip_special").asText());
    }

    private static void checkCompletion(TextTokenizer tokenizer, JsonNode pair) {
        var operation = new Operation.CompletionLogProb(
                pair.path("prompt").asText(), pair.path("completion").asText());
        TokenAudit audit = TokenAudits.of(operation, tokenizer);
        int[] prompt = GoldenCheck.ints(pair.path("prompt_ids"));
        Integer[] joint =
                Arrays.stream(GoldenCheck.ints(pair.path("joint_ids"))).boxed().toArray(Integer[]::new);
        assertThat(audit.ids()).containsExactly(joint);
        assertThat(audit.firstScored()).isEqualTo(prompt.length);
        assertThat(audit.sharedWithPrompt())
                .isEqualTo(pair.path("common_prefix").asInt());
        if (!operation.completion().isEmpty()) {
            assertThat(audit.boundaryInsideToken())
                    .isEqualTo(!pair.path("prompt_is_prefix_of_joint").asBoolean());
        }
        assertThat(audit.merged().isEmpty()).isEqualTo(!audit.boundaryInsideToken());
        if (audit.boundaryInsideToken()) {
            assertThat(audit.merged().get(0)).isSameAs(audit.tokens().get(audit.sharedWithPrompt()));
            assertThat(audit.toString())
                    .contains("the boundary is inside a token")
                    .contains("over the boundary");
        }
    }

    private static void checkChats(String name, JsonNode chats) {
        ChatTemplate template = ChatTemplates.in(GoldenFolder.model(name)).orElseThrow();
        try (TextTokenizer tokenizer = open(name)) {
            for (JsonNode chat : chats) {
                List<Message> messages = new ArrayList<>();
                chat.path("messages")
                        .forEach(message -> messages.add(new Message(
                                message.path("role").asText(),
                                message.path("content").asText())));
                String text = template.render(
                        messages, chat.path("add_generation_prompt").asBoolean());
                assertThat(text).isEqualTo(chat.path("text").asText());
                assertThat(tokenizer.encode(text, TextForm.RENDERED))
                        .containsExactly(GoldenCheck.ints(chat.path("ids")));
            }
        }
    }
}
