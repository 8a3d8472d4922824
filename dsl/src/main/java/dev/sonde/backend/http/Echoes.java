package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Operation.CompletionLogProb;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a server, and finds out how it cuts texts into tokens.
 *
 * <p>Where a prompt ends: with vLLM the prompt is asked for alone, and its token ids have to be the first ones of prompt
 * and completion together; elsewhere the tokens' texts are laid over the text.
 *
 * <p>Safe for use by several threads.
 */
final class Echoes {
    private static final int REMEMBERED = 4096;
    private static final double SLACK = 1e-2;

    private final Transport transport;
    private final Questions questions;
    private final TokenNames names;
    private final Set<String> models;
    private final Map<List<String>, List<Integer>> promptIds = Collections.synchronizedMap(new Recent());

    /** The prompts asked for last. */
    private static final class Recent extends LinkedHashMap<List<String>, List<Integer>> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, List<Integer>> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** With the names of base and adapter. */
    Echoes(Transport transport, Questions questions, TokenNames names, Set<String> models) {
        this.transport = transport;
        this.questions = questions;
        this.names = names;
        this.models = models;
    }

    /**
     * Asks one question.
     *
     * @throws BackendException if the reply cannot be used, or comes from the other model
     */
    Reply ask(String model, ObjectNode question) throws InterruptedException {
        Reply reply = ReplyReader.read(transport.post("/completions", question));
        if (!reply.model().equals(model) && models.contains(reply.model())) {
            throw HttpErrors.badReply(
                    "wrong-model", "Model '%s' was asked and '%s' answered.".formatted(model, reply.model()));
        }
        return reply;
    }

    /** The log-probabilities of a text's own tokens. */
    Echo of(String model, String text) throws InterruptedException {
        Reply reply;
        try {
            reply = ask(model, questions.echo(model, text));
        } catch (BackendException refused) {
            throw refused.code().equals("http-400") && questions.dialect() == Dialect.OPENAI
                    ? noEcho(refused)
                    : refused;
        }
        if (!reply.text().startsWith(text)) {
            throw HttpErrors.badReply(
                    "no-echo",
                    "The text %s was to be repeated, and the server wrote %s; it may not echo prompts, or may cut them."
                            .formatted(HttpErrors.quoted(text), HttpErrors.quoted(reply.text())));
        }
        if (questions.dialect() == Dialect.VLLM) {
            requireCount(
                    reply,
                    reply.promptTokens().orElse(reply.tokens().size()),
                    reply.tokens().size());
            learn(reply);
            return new Echo(reply, reply.tokens().size(), Optional.empty());
        }
        Spelling spelling = Spelling.of(reply, text);
        requireCount(
                reply,
                Math.min(reply.tokens().size(), spelling.end() + 1),
                reply.tokens().size());
        return new Echo(reply, spelling.end(), Optional.of(spelling));
    }

    private static BackendException noEcho(BackendException refused) {
        return new BackendException(
                "no-echo",
                refused.getMessage() + " If it is the log-probabilities of a prompt ('echo') that it refuses, then "
                        + "completions and texts cannot be scored on this server; vLLM can.",
                refused);
    }

    private static void requireCount(Reply reply, int expected, int actual) {
        if (expected != actual) {
            throw HttpErrors.badReply(
                    "wrong-count",
                    "The server counts %d tokens for %s and gives log-probabilities of %d."
                            .formatted(expected, HttpErrors.quoted(reply.text()), actual));
        }
    }

    /** How many tokens of an echo belong to the prompt. */
    int tokensBefore(String model, CompletionLogProb asked, Echo echo) throws InterruptedException {
        if (echo.spelling().isPresent()) {
            return echo.spelling()
                    .get()
                    .tokensBefore(asked.prompt().length())
                    .orElseThrow(() -> HttpErrors.boundaryInToken(asked.prompt(), asked.completion()));
        }
        List<Integer> all = echo.ids(names);
        List<Integer> alone = promptIds(model, asked.prompt());
        if (alone.size() > all.size() || !all.subList(0, alone.size()).equals(alone)) {
            throw HttpErrors.boundaryInToken(asked.prompt(), asked.completion());
        }
        return alone.size();
    }

    private List<Integer> promptIds(String model, String prompt) throws InterruptedException {
        List<String> key = List.of(model, prompt);
        List<Integer> known = promptIds.get(key);
        if (known == null) {
            known = of(model, prompt).ids(names);
            promptIds.put(key, known);
        }
        return known;
    }

    /** vLLM tells the prompt's numbers a second time, by token id and with the tokens' texts: both have to agree. */
    private void learn(Reply reply) {
        List<JsonNode> again = reply.promptLogProbs();
        if (again.isEmpty()) {
            return;
        }
        requireCount(reply, again.size(), reply.tokens().size());
        for (int index = 1; index < again.size(); index++) {
            int id = names.idOf(reply.tokens().get(index)).orElseThrow();
            JsonNode token = again.get(index).path(Integer.toString(id));
            double stated = ReplyReader.logProb(token.path("logprob"));
            if (Math.abs(Math.exp(stated) - Math.exp(reply.logProb(index))) > SLACK) {
                throw HttpErrors.badReply(
                        "contradiction",
                        "The reply gives token %d the log-probability %s in 'logprobs' and %s in 'prompt_logprobs'."
                                .formatted(id, reply.logProb(index), stated));
            }
            if (token.path("decoded_token").isTextual()) {
                names.learn(id, token.path("decoded_token").textValue());
            }
        }
    }
}
