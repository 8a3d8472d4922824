package dev.sonde.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that are broken or contradict themselves: a failure that names the lie, never a number. */
class LyingServerTest {
    private static final NextToken NEXT = new NextToken("The bell", 5);
    private static final RollingLogProb TEXT = new RollingLogProb("The bell of");
    private static final CompletionLogProb COMPLETION = new CompletionLogProb("The bell", " of");

    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));

    LyingServerTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void refuses_json_that_is_none() {
        assertThat(written("{\"choices\": [").code()).isEqualTo("broken-json");
        assertThat(written("<html>It works!</html>").code()).isEqualTo("broken-json");
        assertThat(written("{\"choices\": []} and more").code()).isEqualTo("broken-json");
    }

    @Test
    void refuses_a_reply_without_choice_or_log_probs() {
        assertThat(written("{}")).hasMessageStartingWith("The reply has 0 choices instead of one.");
        assertThat(written("{\"choices\": [{\"text\": \"The\", \"logprobs\": null}]}"))
                .hasMessageStartingWith("The reply has no 'logprobs', which were asked for");
    }

    @Test
    void refuses_lists_of_different_lengths() {
        assertThat(twisted(TEXT, reply -> numbers(reply).remove(1)))
                .hasMessageStartingWith("The reply names 4 tokens and gives 3 entries of 'token_logprobs'.");
        assertThat(twisted(TEXT, reply -> list(reply, "text_offset").remove(1)).code())
                .isEqualTo("wrong-count");
        assertThat(twisted(TEXT, reply -> list(reply, "top_logprobs").remove(1)).code())
                .isEqualTo("wrong-count");
    }

    @Test
    void refuses_fewer_tokens_than_the_server_itself_counts() {
        assertThat(twisted(TEXT, reply -> {
                    for (String key : List.of("tokens", "token_logprobs", "top_logprobs", "text_offset")) {
                        list(reply, key).remove(3);
                    }
                }))
                .hasMessageStartingWith(
                        "The server counts 4 tokens for 'The bell of' and gives log-probabilities of 3.");
    }

    @Test
    void refuses_fewer_or_more_alternatives_than_asked_for() {
        assertThat(twisted(NEXT, reply -> best(reply).remove("token_id:3")))
                .hasMessageStartingWith("5 alternatives were asked for, the reply has 4.");
        assertThat(twisted(NEXT, reply -> best(reply).put("token_id:30", -9.0).put("token_id:31", -9.0)))
                .hasMessageStartingWith("5 alternatives were asked for, the reply has 7.");
    }

    @Test
    void refuses_a_log_probability_that_is_none() {
        assertThat(twisted(TEXT, reply -> numbers(reply).set(2, 0.7)))
                .hasMessageStartingWith("The server gives the log-probability 0.7, above 0.");
        assertThat(twisted(TEXT, reply -> numbers(reply).set(2, "high")).code()).isEqualTo("no-number");
        assertThat(twisted(TEXT, reply -> numbers(reply).setNull(2)))
                .hasMessageStartingWith("Token 3 of 4 has no log-probability; only the first may have none.");
        assertThat(answered(TEXT, text -> text.replaceFirst("-\\d\\.\\d+", "NaN"))
                        .code())
                .isEqualTo("non-finite");
    }

    @Test
    void refuses_alternatives_that_add_up_to_more_than_everything() {
        assertThat(twisted(NEXT, reply -> best(reply).put("token_id:1", -0.1).put("token_id:2", -0.1))
                        .code())
                .isEqualTo("too-much-mass");
    }

    @Test
    void refuses_two_numbers_for_one_token() {
        assertThat(twisted(NEXT, reply -> numbers(reply).set(0, -3.5)).code()).isEqualTo("contradiction");
        assertThat(twisted(TEXT, reply -> {
                            ArrayNode again = choice(reply).putArray("prompt_logprobs");
                            again.addNull();
                            for (int i = 1; i < 4; i++) {
                                int id = ToyServer.ids("The bell of").get(i);
                                again.addObject()
                                        .putObject(Integer.toString(id))
                                        .put("logprob", i == 2 ? -0.01 : ToyServer.logProb("toy", id))
                                        .put("rank", 1)
                                        .put("decoded_token", "x");
                            }
                        })
                        .code())
                .isEqualTo("contradiction");
    }

    @Test
    void refuses_names_of_tokens_where_ids_were_asked_for() {
        assertThat(twisted(TEXT, reply -> list(reply, "tokens").set(2, " bell")))
                .hasMessageStartingWith("The server was asked for token ids and calls a token 'bell'.");
    }

    @Test
    void refuses_the_other_models_answer() {
        assertThat(twisted(NEXT, reply -> reply.put("model", "tuned")))
                .hasMessageStartingWith("Model 'toy' was asked and 'tuned' answered.");
    }

    @Test
    void refuses_a_text_that_was_cut_or_not_repeated() {
        assertThat(twisted(TEXT, reply -> choice(reply).put("text", "bell of")).code())
                .isEqualTo("no-echo");
        assertThat(twisted(COMPLETION, reply -> choice(reply).put("text", "")).code())
                .isEqualTo("no-echo");
    }

    @Test
    void refuses_more_text_than_asked_for_or_an_unknown_end() {
        var two = new Generate("Once", GenerationParameters.greedy(2));
        server.answer((question, n) -> FakeServer.Said.json(new ToyServer(true)
                .reply(((ObjectNode) question).put("max_tokens", 3))
                .toString()));
        assertThat(asked(two)).hasMessageStartingWith("2 tokens were asked for, the server wrote 3.");

        assertThat(twisted(two, reply -> choice(reply).put("finish_reason", "content_filter")))
                .hasMessageStartingWith("The server stopped writing for the reason 'content_filter'.");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "3, 4", "2, -1"})
    void refuses_offsets_that_do_not_fit_the_tokens(int index, int offset) {
        server.models(ToyServer.models("somebody"));
        server.answer((question, n) -> {
            ObjectNode reply = new ToyServer(false).reply(question);
            list(reply, "text_offset").set(index == 0 ? 2 : index, offset);
            return FakeServer.Said.json(reply.toString());
        });

        assertThat(asked(new RollingLogProb("The bell of weir")).code()).isEqualTo("lying-offsets");
    }

    @Test
    void refuses_tokens_that_spell_another_text() {
        server.models(ToyServer.models("somebody"));
        server.answer((question, n) -> {
            ObjectNode reply = new ToyServer(false).reply(question);
            list(reply, "tokens").set(2, " ball");
            return FakeServer.Said.json(reply.toString());
        });

        assertThat(asked(TEXT))
                .hasMessageStartingWith("The server's tokens spell '<s>The ball ofThe' instead of the text");
    }

    @Test
    void leaves_the_other_evaluations_of_the_batch_alone() throws Exception {
        server.answer((question, n) -> question.path("prompt").asText().equals("Once")
                ? FakeServer.Said.json("{}")
                : new ToyServer(true).to(question, n));
        try (var backend = HttpServers.open(source())) {
            List<Outcome> outcomes = backend.evaluate(List.of(
                    new Evaluation<>(View.BASE, NEXT),
                    new Evaluation<>(View.BASE, new NextToken("Once", 5)),
                    new Evaluation<>(View.BASE, TEXT)));

            assertThat(outcomes.get(0)).isInstanceOf(Outcome.Answer.class);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Failure.class);
            assertThat(outcomes.get(2)).isInstanceOf(Outcome.Answer.class);
        }
    }

    private BackendException written(String body) {
        server.answer((question, n) -> FakeServer.Said.json(body));
        return asked(NEXT);
    }

    private BackendException twisted(Operation<?> operation, Consumer<ObjectNode> twist) {
        server.answer((question, n) -> {
            ObjectNode reply = new ToyServer(true).reply(question);
            twist.accept(reply);
            return FakeServer.Said.json(reply.toString());
        });
        return asked(operation);
    }

    private BackendException answered(Operation<?> operation, UnaryOperator<String> twist) {
        server.answer((question, n) -> FakeServer.Said.json(
                twist.apply(new ToyServer(true).reply(question).toString())));
        return asked(operation);
    }

    private BackendException asked(Operation<?> operation) {
        try (var backend = HttpServers.open(source())) {
            Outcome outcome = backend.evaluate(List.of(new Evaluation<>(View.BASE, operation)))
                    .get(0);
            assertThat(outcome).isInstanceOf(Outcome.Failure.class);
            return ((Outcome.Failure) outcome).error();
        }
    }

    private ModelSource source() {
        return ModelSource.http(server.url(), "toy", Optional.of("tuned")).withOption("retries", "0");
    }

    private static ObjectNode choice(ObjectNode reply) {
        return (ObjectNode) reply.path("choices").get(0);
    }

    private static ArrayNode list(JsonNode reply, String key) {
        return (ArrayNode) reply.path("choices").get(0).path("logprobs").path(key);
    }

    private static ArrayNode numbers(JsonNode reply) {
        return list(reply, "token_logprobs");
    }

    private static ObjectNode best(JsonNode reply) {
        return (ObjectNode) list(reply, "top_logprobs").get(0);
    }
}
