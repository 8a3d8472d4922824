package dev.sonde.backend.djl;

import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores the questions of a request: equal texts as one row, common starts as one tree, trees in batches. */
final class RowScoring {

    private final DjlModel model;
    private final Views views;
    private final BatchFence fence;

    /** Answers and failures go into {@code fence}. */
    RowScoring(DjlModel model, Views views, BatchFence fence) {
        this.model = model;
        this.views = views;
        this.fence = fence;
    }

    /**
     * Answers {@code questions}, whose views are at hand.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void score(List<Question> questions) {
        int tokens = BatchBudget.tokens(model.device(), model.architecture());
        rows(questions).forEach((conditions, rows) -> {
            List<TokenTree> trees = conditions.trees(rows, model.sharesStarts());
            for (List<TokenTree> batch : RowPlan.batches(trees, conditions.tokens(tokens))) {
                fence.halving(batch, RowScoring::evaluations, some -> score(some, conditions));
            }
        });
    }

    private static List<? extends Evaluation<?>> evaluations(List<TokenTree> batch) {
        return batch.stream()
                .flatMap(tree -> tree.texts().stream())
                .flatMap(row -> row.questions().stream())
                .map(Question::evaluation)
                .toList();
    }

    private Map<Conditions, List<ScoredRow>> rows(List<Question> questions) {
        record Key(Conditions conditions, RowView view, List<Integer> ids) {}
        Map<Key, ScoredRow> rows = new LinkedHashMap<>();
        Map<Conditions, List<ScoredRow>> byConditions = new TreeMap<>();
        for (Question question : questions) {
            RowView view = views.of(question.view());
            Conditions conditions = Conditions.of(question.view());
            Key key = new Key(
                    conditions, view, Arrays.stream(question.ids()).boxed().toList());
            rows.computeIfAbsent(key, ignored -> {
                        ScoredRow row = new ScoredRow(question.ids(), view, new ArrayList<>());
                        byConditions
                                .computeIfAbsent(conditions, own -> new ArrayList<>())
                                .add(row);
                        return row;
                    })
                    .questions()
                    .add(question);
        }
        return byConditions;
    }

    /** One forward pass; each question pays for its share of the tokens. */
    private void score(List<TokenTree> batch, Conditions conditions) {
        long start = System.nanoTime();
        Map<Question, ScoreParts> parts =
                model.score(conditions.rows(batch), conditions.width(batch), conditions.otherKernels());
        double millis = (System.nanoTime() - start) / 1e6;
        double tokens = parts.keySet().stream().mapToInt(q -> q.ids().length).sum();
        parts.forEach((question, part) -> {
            int own = question.ids().length;
            fence.answer(question.evaluation(), part::score, new Cost(own, millis * own / tokens, false));
        });
    }
}
