package dev.sonde.backend.djl;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * A local model with, perhaps, an adapter.
 *
 * <p>The life of a request:
 *
 * <ol>
 *   <li>each evaluation is tokenised ({@link Question}); a text that cannot be scored fails here, alone;
 *   <li>equal ids under equal weights become one row ({@link ScoredRow});
 *   <li>rows of all views are sorted by length and cut into batches ({@link RowPlan});
 *   <li>a batch goes through the model once ({@link ForwardPass}), and the head sees the wanted positions only
 *       ({@link Scorer}).
 * </ol>
 */
public final class DjlBackend implements ScoringBackend {

    private static final int BATCH_TOKENS = 2048;

    private final DjlModel model;
    private final Views views;
    private boolean closed;

    DjlBackend(DjlModel model, Views views) {
        this.model = model;
        this.views = views;
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        Map<Evaluation<?>, Outcome> outcomes = new HashMap<>();
        List<Question> questions = new ArrayList<>();
        for (Evaluation<?> evaluation : new java.util.LinkedHashSet<>(evaluations)) {
            try {
                questions.add(Question.of(
                        evaluation, model.tokenizer(), model.architecture().contextLength()));
            } catch (BackendException e) {
                outcomes.put(evaluation, new Outcome.Failure(e, Cost.NONE));
            }
        }
        for (List<ScoredRow> batch : RowPlan.batches(rows(questions), BATCH_TOKENS)) {
            stopIfInterrupted();
            score(batch, outcomes);
        }
        return evaluations.stream()
                .map(evaluation -> Objects.requireNonNull(outcomes.get(evaluation)))
                .toList();
    }

    private List<ScoredRow> rows(List<Question> questions) {
        record Key(RowView view, List<Integer> ids) {}
        Map<Key, ScoredRow> rows = new LinkedHashMap<>();
        for (Question question : questions) {
            RowView view = views.of(question.view());
            Key key = new Key(
                    view, java.util.Arrays.stream(question.ids()).boxed().toList());
            rows.computeIfAbsent(key, ignored -> new ScoredRow(question.ids(), view, new ArrayList<>()))
                    .questions()
                    .add(question);
        }
        return List.copyOf(rows.values());
    }

    private void score(List<ScoredRow> batch, Map<Evaluation<?>, Outcome> outcomes) {
        long start = System.nanoTime();
        int width = batch.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
        Map<Question, ScoreParts> parts = model.score(batch, width);
        double millis = (System.nanoTime() - start) / 1e6;
        double tokens = parts.keySet().stream().mapToInt(q -> q.ids().length).sum();
        parts.forEach((question, part) -> {
            int own = question.ids().length;
            outcomes.put(question.evaluation(), outcome(part, new Cost(own, millis * own / tokens, false)));
        });
    }

    private static Outcome outcome(ScoreParts parts, Cost cost) {
        try {
            return new Outcome.Answer(parts.score(), cost);
        } catch (BackendException e) {
            return new Outcome.Failure(e, cost);
        }
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Interrupted between two batches");
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FULL_DISTRIBUTION);
    }

    @Override
    public ModelCard card() {
        return new ModelCard("", "", Map.of(), 1, 1);
    }

    @Override
    public String tokenText(int tokenId) {
        return model.tokenizer().decode(new int[] {tokenId}, false);
    }

    @Override
    public AdapterReport adapterReport() {
        return AdapterReport.none();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            views.close();
            model.close();
        }
    }
}
