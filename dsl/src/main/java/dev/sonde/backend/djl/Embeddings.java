package dev.sonde.backend.djl;

import dev.sonde.backend.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Embeds texts in batches of like length. Each text goes through the encoder by itself: nothing is shared. */
final class Embeddings {

    private static final Comparator<EmbeddingRow> BY_LENGTH = Comparator.<EmbeddingRow>comparingInt(
                    row -> row.ids().length)
            .thenComparing((a, b) -> Arrays.compare(a.ids(), b.ids()))
            .thenComparing(row -> row.view().order())
            .thenComparing(row -> row.view().lambda());

    private final TextEncoder encoder;
    private final BatchFence fence;

    /** Answers and failures go into {@code fence}. */
    Embeddings(TextEncoder encoder, BatchFence fence) {
        this.encoder = encoder;
        this.fence = fence;
    }

    /**
     * Embeds {@code rows}.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void embed(List<EmbeddingRow> rows) {
        for (List<EmbeddingRow> batch : batches(rows)) {
            fence.halving(
                    batch, some -> some.stream().map(EmbeddingRow::evaluation).toList(), this::embedBatch);
        }
    }

    private List<List<EmbeddingRow>> batches(List<EmbeddingRow> rows) {
        int tokens = encoder.batchTokens();
        List<List<EmbeddingRow>> batches = new ArrayList<>();
        List<EmbeddingRow> sorted = rows.stream().sorted(BY_LENGTH).toList();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            if (to == sorted.size() || (to - from + 1) * sorted.get(to).ids().length > tokens) {
                batches.add(sorted.subList(from, to));
                from = to;
            }
        }
        return batches;
    }

    private void embedBatch(List<EmbeddingRow> batch) {
        // rows of the same weights are neighbours
        List<EmbeddingRow> rows = batch.stream()
                .sorted(Comparator.comparing((EmbeddingRow row) -> row.view().order())
                        .thenComparing(BY_LENGTH))
                .toList();
        int width = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
        long start = System.nanoTime();
        float[][] points = encoder.points(PaddedRows.of(
                rows.stream().map(EmbeddingRow::ids).toList(),
                rows.stream().map(EmbeddingRow::view).toList(),
                width));
        double millis = (System.nanoTime() - start) / 1e6 / rows.size();
        for (int i = 0; i < points.length; i++) {
            EmbeddingRow row = rows.get(i);
            float[] point = points[i];
            fence.answer(row.evaluation(), () -> row.embedding(point), new Cost(row.ids().length, millis, false));
        }
    }
}
