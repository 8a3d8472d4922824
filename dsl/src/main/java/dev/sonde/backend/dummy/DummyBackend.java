package dev.sonde.backend.dummy;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TokenAudit;
import dev.sonde.backend.View;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A programmable backend without a model, for tests and for learning.
 *
 * <p>What is programmed is answered as given; everything else gets a plausible answer that depends on the seed, the view
 * and the text alone: the fine-tuned view is a tilted base, scaled views lie between the two and beyond, null adapters
 * are small random tilts. Completions, rolling log-probabilities and generations follow from the same next-token
 * distributions.
 *
 * <pre>{@code
 * var backend = DummyBackend.create()
 *         .answer(View.BASE, "Hi", 1.0, 0.0)
 *         .answer(View.FINE_TUNED, "Hi", 0.5, 0.5);
 * }</pre>
 */
public final class DummyBackend implements ScoringBackend {
    /** How many tokens its vocabulary has. */
    public static final int VOCABULARY_SIZE = 32;

    private final DummyTable table = new DummyTable();
    private final DummyAnswers answers;
    private final long seed;
    private final EnumSet<Capability> capabilities = EnumSet.allOf(Capability.class);
    private final List<Evaluation<?>> seen = new ArrayList<>();
    private Optional<ChatTemplate> chatTemplate = Optional.empty();
    private boolean closed;

    private DummyBackend(long seed) {
        this.seed = seed;
        this.answers = new DummyAnswers(seed, table);
    }

    /** A backend with nothing programmed, seed 0. */
    public static DummyBackend create() {
        return seeded(0);
    }

    /** A backend with nothing programmed; another seed is another model. */
    public static DummyBackend seeded(long seed) {
        return new DummyBackend(seed);
    }

    /**
     * Programs a next-token distribution.
     *
     * @param probabilities of tokens 0, 1, ...; those left out have probability 0
     * @throws IllegalArgumentException if there are more than {@link #VOCABULARY_SIZE}, or they do not add up to 1
     */
    public DummyBackend answer(View view, String prompt, double... probabilities) {
        table.distribution(view, prompt, DummyTable.distributionOf(probabilities));
        return this;
    }

    /** Programs a next-token distribution, also a top-k one; it is given as it is, whatever k is asked for. */
    public DummyBackend answer(View view, String prompt, TokenDistribution distribution) {
        table.distribution(view, prompt, distribution);
        return this;
    }

    /** Programs the log-probability of each token of a completion, in nats. */
    public DummyBackend completion(View view, String prompt, String completion, double... logProbs) {
        table.completion(view, new Operation.CompletionLogProb(prompt, completion), logProbs);
        return this;
    }

    /** Programs the log-probability of each scored token of a text, in nats. */
    public DummyBackend rolling(View view, String text, double... logProbs) {
        table.rolling(view, text, logProbs);
        return this;
    }

    /** Programs what is written after a prompt, whatever the parameters. */
    public DummyBackend generation(View view, String prompt, String text) {
        table.generation(view, prompt, text, answers.tokenizer());
        return this;
    }

    /** Programs the point of a text, as base sees it. */
    public DummyBackend embedding(String text, double... coordinates) {
        table.embedding(text, coordinates);
        return this;
    }

    /** Gives it a chat template in Jinja; without this it has none. */
    public DummyBackend chatTemplate(String source) {
        chatTemplate = Optional.of(ChatTemplate.of(source, Map.of()));
        return this;
    }

    /** Lets the evaluations for which {@code when} holds fail with {@code error}; others of their batch are untouched. */
    public DummyBackend failing(Predicate<Evaluation<?>> when, BackendException error) {
        table.failure(when, error);
        return this;
    }

    /**
     * Programs which modules the adapter has. A part of it then moves base's log-probabilities by the sum of its modules'
     * shares of the whole shift, normalised.
     *
     * @param shares by name, in the model's order; finite, and together 1
     * @throws IllegalArgumentException if they are not
     */
    public DummyBackend modules(Map<String, Double> shares) {
        table.modules(new DummyModules(shares));
        return this;
    }

    /** Takes capabilities away. */
    public DummyBackend without(Capability... missing) {
        capabilities.removeAll(List.of(missing));
        return this;
    }

    /** Every evaluation that arrived, in order, repetitions included. */
    public List<Evaluation<?>> seen() {
        return Collections.unmodifiableList(seen);
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        if (closed) {
            throw new BackendException("closed", "The model has been closed. Load it again.");
        }
        var outcomes = new ArrayList<Outcome>(evaluations.size());
        for (Evaluation<?> evaluation : evaluations) {
            StopPoint.pass("after " + outcomes.size() + " evaluations");
            seen.add(evaluation);
            outcomes.add(outcome(evaluation));
        }
        return outcomes;
    }

    private Outcome outcome(Evaluation<?> evaluation) {
        int tokens = answers.tokenizer().pieces(evaluation.operation().text()).size() + 1;
        var cost = new Cost(tokens, 0, false);
        try {
            DummyAnswers.requireCapabilities(evaluation, capabilities);
            return new Outcome.Answer(answers.to(evaluation), cost);
        } catch (BackendException failure) {
            return new Outcome.Failure(failure, cost);
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.copyOf(capabilities);
    }

    /** The identity covers the seed and everything programmed so far: two backends with equal cards answer alike. */
    @Override
    public ModelCard card() {
        return new ModelCard("dummy", "dummy-adapter", table.content(seed), VOCABULARY_SIZE, 1 << 20);
    }

    @Override
    public String tokenText(int tokenId) {
        return answers.tokenizer().tokenText(tokenId);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return chatTemplate;
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return answers.tokenizer().audit(operation);
    }

    /** A dummy's adapter has no tensors. */
    @Override
    public AdapterReport adapterReport() {
        return AdapterReport.none();
    }

    @Override
    public List<String> adaptedModules() {
        return table.modules().names();
    }

    @Override
    public void close() {
        closed = true;
    }
}
