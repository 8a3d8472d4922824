package dev.sonde.backend.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes texts in batches: one pass over the prompts, then one token a row and pass, with cached keys and values. */
final class Generator {

    private static final int BATCH_SLOTS = 4096;
    private static final int BATCH_ROWS = 32;
    private static final Comparator<GenerationRow> BY_LENGTH = Comparator.<GenerationRow>comparingInt(
                    row -> row.prompt().length + row.limit())
            .thenComparing((a, b) -> Arrays.compare(a.prompt(), b.prompt()));

    private final DjlModel model;

    Generator(DjlModel model) {
        this.model = model;
    }

    /** Batches of neighbours in length, within a batch sorted by weights. */
    static List<List<GenerationRow>> batches(List<GenerationRow> rows) {
        List<GenerationRow> sorted = rows.stream().sorted(BY_LENGTH).toList();
        List<List<GenerationRow>> batches = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            boolean full = to < sorted.size()
                    && (to - from >= BATCH_ROWS || (to + 1 - from) * slots(sorted.get(to)) > BATCH_SLOTS);
            if (full || to == sorted.size()) {
                batches.add(sorted.subList(from, to).stream()
                        .sorted(Comparator.comparing(row -> row.view().order()))
                        .toList());
                from = to;
            }
        }
        return batches;
    }

    private static int slots(GenerationRow row) {
        return row.prompt().length + row.limit();
    }

    /** Writes the texts of {@code rows} to their ends; {@code betweenPasses} may throw to stop. */
    void write(List<GenerationRow> rows, Runnable betweenPasses) {
        List<RowView> views = rows.stream().map(GenerationRow::view).toList();
        int width = rows.stream().mapToInt(row -> row.prompt().length).max().orElseThrow();
        int steps = rows.stream().mapToInt(GenerationRow::limit).max().orElseThrow();
        model.decoding(rows.stream().map(row -> row.prompt().length).toList(), width, width + steps, state -> {
            List<int[]> prompts = rows.stream().map(GenerationRow::prompt).toList();
            take(rows, model.nextLogits(PaddedRows.of(prompts, views, width), state));
            while (rows.stream().anyMatch(row -> !row.done())) {
                betweenPasses.run();
                List<int[]> last =
                        rows.stream().map(row -> new int[] {row.last()}).toList();
                take(rows, model.nextLogits(PaddedRows.of(last, views, 1), state));
            }
        });
    }

    private void take(List<GenerationRow> rows, float[][] logits) {
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).done()) {
                rows.get(i).write(logits[i], model.ends());
            }
        }
    }
}
