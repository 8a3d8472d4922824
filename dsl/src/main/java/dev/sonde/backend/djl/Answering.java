package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Answers the questions of one call.
 *
 * <p>The life of a request:
 *
 * <ol>
 *   <li>each evaluation is tokenised ({@link Question}); a text that cannot be scored fails here, alone;
 *   <li>equal ids under equal weights become one row ({@link ScoredRow});
 *   <li>rows with a common start under equal weights become one tree ({@link TokenTree});
 *   <li>trees of all views are sorted by size and cut into batches ({@link RowPlan});
 *   <li>a batch goes through the model once ({@link ForwardPass}), and the head sees the wanted positions only
 *       ({@link Scorer}); a batch that fails fails alone ({@link BatchFence}).
 * </ol>
 */
final class Answering {

    private final DjlModel model;
    private final Views views;
    private final Map<Evaluation<?>, Outcome> outcomes = new HashMap<>();
    private final BatchFence fence;
    private final List<Question> questions = new ArrayList<>();
    private final List<GenerationRow> texts = new ArrayList<>();
    private final Map<TextEncoder, List<EmbeddingRow>> points = new LinkedHashMap<>();

    /** One call; {@code early} is told after each batch. */
    Answering(DjlModel model, Views views, BiConsumer<Evaluation<?>, Outcome> early) {
        this.model = model;
        this.views = views;
        fence = new BatchFence(outcomes, early);
    }

    /** One outcome per evaluation, in order. */
    List<Outcome> answer(List<? extends Evaluation<?>> evaluations) {
        for (Evaluation<?> evaluation : new LinkedHashSet<>(evaluations)) {
            StopPoint.pass("during the tokenizing of a request");
            try {
                sort(evaluation);
            } catch (BackendException e) {
                outcomes.put(evaluation, new Outcome.Failure(e, Cost.NONE));
            }
        }
        new RowScoring(model, views, fence).score(questions);
        generate();
        points.forEach((encoder, rows) -> new Embeddings(encoder, fence).embed(rows));
        views.trim();
        model.embedders().trim();
        return evaluations.stream()
                .map(evaluation -> Objects.requireNonNull(outcomes.get(evaluation)))
                .toList();
    }

    private void sort(Evaluation<?> evaluation) {
        int context = model.architecture().contextLength();
        RowView view = views.of(evaluation.view());
        if (evaluation.operation() instanceof Operation.Generate) {
            texts.add(new GenerationRow(evaluation, view, model.tokenizer(), context));
        } else if (evaluation.operation() instanceof Operation.Embed embed) {
            TextEncoder encoder = encoder(embed);
            EmbeddingRow row = encoder.row(evaluation, view);
            points.computeIfAbsent(encoder, key -> new ArrayList<>()).add(row);
        } else {
            questions.add(Question.of(evaluation, model.tokenizer(), context));
        }
    }

    private TextEncoder encoder(Operation.Embed embed) {
        return embed.embedder().<TextEncoder>map(model.embedders()::of).orElseGet(() -> new ModelEncoder(model));
    }

    private void generate() {
        for (List<GenerationRow> batch : Generator.batches(texts)) {
            fence.halving(batch, Answering::evaluations, this::generate);
        }
    }

    private static List<? extends Evaluation<?>> evaluations(List<GenerationRow> rows) {
        return rows.stream().map(GenerationRow::evaluation).toList();
    }

    private void generate(List<GenerationRow> batch) {
        long start = System.nanoTime();
        new Generator(model).write(batch);
        double millis = (System.nanoTime() - start) / 1e6 / batch.size();
        batch.forEach(row -> fence.answer(
                row.evaluation(), () -> row.generation(model.tokenizer()), new Cost(row.tokens(), millis, false)));
    }
}
