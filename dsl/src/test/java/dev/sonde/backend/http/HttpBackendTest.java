package dev.sonde.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TopKDistribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Truthful servers: the numbers are those of the toy's definition. */
class HttpBackendTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));

    HttpBackendTest() throws IOException {
        open.add(server);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "openai"})
    void gives_the_best_tokens_of_base_and_adapter_and_the_mass_of_the_rest(String dialect) {
        ScoringBackend backend = backend(dialect);

        for (View view : List.of(View.BASE, View.FINE_TUNED)) {
            var answer = (TopKDistribution) one(backend, view, new NextToken("The bell", 5));

            String model = view.equals(View.BASE) ? "toy" : "tuned";
            double[] expected = IntStream.range(0, 40)
                    .mapToDouble(id -> -ToyServer.logProb(model, id))
                    .sorted()
                    .limit(5)
                    .map(number -> -number)
                    .toArray();
            assertThat(answer.top().stream()
                            .mapToDouble(token -> token.logProb())
                            .toArray())
                    .containsExactly(expected, within(1e-9));
            double inside = Arrays.stream(expected).map(Math::exp).sum();
            assertThat(answer.tailMass().orElseThrow()).isCloseTo(1 - inside, within(1e-9));
            assertThat(answer.vocabularySize()).isEqualTo(ModelCard.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "openai"})
    void calls_a_token_by_one_number_under_both_views(String dialect) {
        ScoringBackend backend = backend(dialect);

        var base = (TopKDistribution) one(backend, View.BASE, new NextToken("Once", 12));
        var tuned = (TopKDistribution) one(backend, View.FINE_TUNED, new NextToken("Once", 12));

        // base's best are 0, 1, ...; the adapter's 37, 38, 39, 0, 1, ...: nine of twelve are the same tokens
        assertThat(base.top().stream().map(token -> token.tokenId()))
                .filteredOn(id -> tuned.top().stream().anyMatch(token -> token.tokenId() == id))
                .hasSize(9);
        assertThat(backend.tokenText(base.top().get(0).tokenId())).isEqualTo("The");
        assertThat(backend.tokenText(base.top().get(5).tokenId())).isEqualTo(" of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "openai"})
    void scores_the_tokens_behind_the_prompt(String dialect) {
        ScoringBackend backend = backend(dialect);

        var answer = (Completion) one(backend, View.FINE_TUNED, new CompletionLogProb("The bell ünï", " called Oriel"));

        assertThat(answer.promptTokens()).isEqualTo(4); // <s> The bell ünï
        assertThat(answer.logProb())
                .isCloseTo(
                        ToyServer.logProb("tuned", ToyServer.WORDS.indexOf(" called"))
                                + ToyServer.logProb("tuned", ToyServer.WORDS.indexOf(" Oriel")),
                        within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "openai"})
    void scores_each_token_of_a_text_but_the_first(String dialect) {
        ScoringBackend backend = backend(dialect);

        var answer = (RollingLogProbs) one(backend, View.BASE, new RollingLogProb("The bell of"));

        assertThat(answer.tokens().stream()
                        .mapToDouble(token -> token.logProb())
                        .toArray())
                .containsExactly(
                        new double[] {
                            ToyServer.logProb("toy", ToyServer.WORDS.indexOf("The")),
                            ToyServer.logProb("toy", ToyServer.WORDS.indexOf(" bell")),
                            ToyServer.logProb("toy", ToyServer.WORDS.indexOf(" of"))
                        },
                        within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "openai"})
    void refuses_a_prompt_that_ends_inside_a_token(String dialect) {
        ScoringBackend backend = backend(dialect);

        // "bell " + "of" is cut into "bell" and " of", so that the prompt's blank belongs to the completion's word
        Outcome outcome = ask(backend, View.BASE, new CompletionLogProb("The bell ", "of"));

        assertThat(((Outcome.Failure) outcome).error())
                .hasMessage(
                        "The end of the prompt 'The bell ' falls inside a token of the server's tokenizer once 'of' "
                                + "follows. Let the prompt end and the completion begin at a token, usually by moving the blank "
                                + "to the front of the completion.");
    }

    @Test
    void writes_greedily_and_with_a_seed() {
        ScoringBackend backend = backend("vllm");

        var greedy = (Generation) one(backend, View.BASE, new Generate("Once", GenerationParameters.greedy(2)));
        one(backend, View.BASE, new Generate("Once", new GenerationParameters(2, 0.5, 0.9, 7, 31)));

        assertThat(greedy).isEqualTo(new Generation(List.of(0, 0), "TheThe", Generation.Ending.LENGTH));
        JsonNode first = server.questions().get(0);
        assertThat(first.path("temperature").asDouble(-1)).isZero();
        assertThat(first.path("top_k").asInt()).isEqualTo(-1);
        assertThat(first.path("repetition_penalty").asDouble()).isEqualTo(1);
        JsonNode second = server.questions().get(1);
        assertThat(List.of(
                        second.path("temperature").asDouble(),
                        second.path("top_p").asDouble(),
                        second.path("top_k").asDouble(),
                        second.path("seed").asDouble()))
                .containsExactly(0.5, 0.9, 7.0, 31.0);
    }

    @Test
    void leaves_the_end_token_out_of_what_vllm_wrote() {
        ScoringBackend backend = backend("vllm");
        server.answer((question, n) -> {
            var reply = new ToyServer(true).reply(question);
            ((ObjectNode) reply.path("choices").get(0))
                    .put("finish_reason", "stop")
                    .put("text", "The");
            return FakeServer.Said.json(reply.toString());
        });

        assertThat(one(backend, View.BASE, new Generate("Once", GenerationParameters.greedy(2))))
                .isEqualTo(new Generation(List.of(0), "The", Generation.Ending.END_TOKEN));
    }

    @Test
    void reads_the_list_that_llama_cpp_writes_and_says_what_it_cannot_score() {
        ScoringBackend backend = backend("openai");
        server.answer((question, n) -> question.path("echo").asBoolean()
                ? FakeServer.Said.status(400, "{\"error\": {\"message\": \"Only no echo is supported\"}}")
                : FakeServer.Said.json("""
                        {"model": "toy", "choices": [{"text": " weir", "finish_reason": "length", "logprobs": {"content": [
                          {"id": 7, "token": " weir", "bytes": [32], "logprob": -0.5, "top_logprobs": [
                            {"id": 7, "token": " weir", "bytes": [32], "logprob": -0.5},
                            {"id": 9, "token": "\ufffd", "bytes": [195], "logprob": -1.5},
                            {"id": 3, "token": " bell", "bytes": [32], "logprob": -2.0}]}]}}],
                         "usage": {"prompt_tokens": 3, "completion_tokens": 1}}
                        """));

        var answer = (TopKDistribution) one(backend, View.BASE, new NextToken("The", 3));
        Outcome echo = ask(backend, View.BASE, new RollingLogProb("The bell"));

        assertThat(answer.top().stream().map(token -> backend.tokenText(token.tokenId())))
                .containsExactly(" weir", " bell");
        // the bytes that are no text name no token: their probability belongs to the rest
        assertThat(answer.tailMass().orElseThrow()).isCloseTo(1 - Math.exp(-0.5) - Math.exp(-2), within(1e-12));
        assertThat(((Outcome.Failure) echo).error())
                .hasMessageContaining("'Only no echo is supported'")
                .hasMessageEndingWith("completions and texts cannot be scored on this server; vLLM can.");
    }

    @Test
    void takes_what_vllm_writes_for_minus_infinity_for_a_token_that_cannot_be() {
        ScoringBackend backend = backend("vllm");
        server.answer((question, n) -> {
            var reply = new ToyServer(true).reply(question);
            var best = (ObjectNode) reply.at("/choices/0/logprobs/top_logprobs/0");
            best.put("token_id:2", -9999.0);
            return FakeServer.Said.json(reply.toString());
        });

        var answer = (TopKDistribution) one(backend, View.BASE, new NextToken("Once", 4));

        assertThat(answer.top()).extracting("tokenId").containsExactly(0, 1, 3);
    }

    @Test
    void declares_what_a_server_can_do_and_refuses_the_rest() {
        ScoringBackend backend = backend("vllm");

        assertThat(backend.capabilities())
                .containsExactlyInAnyOrder(Capability.FINE_TUNED, Capability.REPEATED, Capability.GENERATE);
        for (Evaluation<?> beyond : List.of(
                new Evaluation<>(new View.Scaled(0.5), new NextToken("Once", 5)),
                new Evaluation<>(new View.NullAdapter(NullRecipe.MATCHED_NORM, 1), new NextToken("Once", 5)),
                new Evaluation<>(View.BASE, NextToken.full("Once")))) {
            Outcome outcome = backend.evaluate(List.of(beyond)).get(0);
            assertThat(((Outcome.Failure) outcome).error().code()).isEqualTo("capability-missing");
        }
        assertThat(server.questions()).isEmpty();
    }

    @Test
    void asks_no_more_than_the_server_gives_and_never_for_more_than_is_wanted() {
        ScoringBackend backend = backend("vllm");

        one(backend, View.BASE, new NextToken("Once", 256));
        one(backend, View.BASE, new NextToken("Once", 3));

        assertThat(server.questions())
                .extracting(question -> question.path("logprobs").asInt())
                .containsExactly(20, 3);
    }

    @Test
    void tells_server_names_and_limits_on_its_card() {
        ModelCard card = backend("vllm").card();

        assertThat(card.name()).isEqualTo("toy");
        assertThat(card.adapterName()).isEqualTo("tuned");
        assertThat(card.contextLength()).isEqualTo(512);
        assertThat(card.content())
                .containsEntry("engine", "completion server of vllm")
                .containsEntry("server", server.url())
                .containsEntry("distributions", "best 20 tokens")
                .containsEntry("base_root", "org/toy")
                .containsEntry("adapter_root", "/lora/v3")
                .containsEntry("adapter_parent", "toy")
                .containsKey("connected");
    }

    @Test
    void takes_two_connections_for_one_model_only_if_the_user_names_the_revision() {
        ModelSource named = source().withOption("revision", "3 May");

        assertThat(HttpServers.open(named).card().id())
                .isEqualTo(HttpServers.open(named).card().id());
        assertThat(HttpServers.open(source()).card().id())
                .isNotEqualTo(HttpServers.open(named).card().id());
    }

    @Test
    void keeps_the_order_and_the_limit_of_requests_under_way() {
        ScoringBackend backend = HttpServers.open(source().withOption("concurrency", "3"));
        open.add(backend);
        var questions = new ArrayList<Evaluation<?>>();
        for (int i = 1; i <= 40; i++) {
            questions.add(new Evaluation<>(View.BASE, new NextToken("Once", i)));
        }

        List<Outcome> outcomes = backend.evaluate(questions.subList(0, 20));

        assertThat(outcomes)
                .extracting(outcome -> ((TopKDistribution) ((Outcome.Answer) outcome).score())
                        .top()
                        .size())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(server.mostUnderWay()).isBetween(1, 3);
    }

    private ScoringBackend backend(String dialect) {
        boolean vllm = dialect.equals("vllm");
        server.models(ToyServer.models(vllm ? "vllm" : "somebody"));
        server.answer(new ToyServer(vllm));
        ScoringBackend backend = HttpServers.open(source());
        open.add(0, backend);
        return backend;
    }

    private ModelSource source() {
        return ModelSource.http(server.url(), "toy", Optional.of("tuned"));
    }

    private static Outcome ask(ScoringBackend backend, View view, Operation<?> operation) {
        return backend.evaluate(List.of(new Evaluation<>(view, operation))).get(0);
    }

    private static Score one(ScoringBackend backend, View view, Operation<?> operation) {
        Outcome outcome = ask(backend, view, operation);
        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        return ((Outcome.Answer) outcome).score();
    }
}
