package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.AttentionSpec;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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

    /**
     * Writes the texts of {@code rows} to their ends.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; the rows are of no use then
     */
    void write(List<GenerationRow> rows) {
        while (rows.stream().anyMatch(row -> !row.done())) {
            writeOn(rows);
        }
    }

    /** Writes on with cached keys and values, as long as these hold. */
    private void writeOn(List<GenerationRow> rows) {
        List<RowView> views = rows.stream().map(GenerationRow::view).toList();
        List<int[]> texts = rows.stream().map(GenerationRow::text).toList();
        List<Integer> lengths = texts.stream().map(text -> text.length).toList();
        int width = lengths.stream().mapToInt(length -> length).max().orElseThrow();
        int steps = rows.stream().mapToInt(GenerationRow::limit).max().orElseThrow();
        model.decoding(lengths, width, width + steps, state -> {
            take(rows, model.nextLogits(PaddedRows.of(texts, views, width), state));
            decode(rows, state);
        });
    }

    /** One token a row and pass. Rows that have ended leave once they are half of the batch. */
    private void decode(List<GenerationRow> all, DecodeState begun) {
        List<GenerationRow> rows = all;
        DecodeState state = begun;
        while (rows.stream().anyMatch(row -> !row.done()) && rows.stream().noneMatch(this::outgrowsCache)) {
            int[] writing = writing(rows);
            if (2 * writing.length <= rows.size()) {
                state = state.only(writing);
                rows = Arrays.stream(writing).mapToObj(rows::get).toList();
            }
            List<int[]> last = rows.stream().map(row -> new int[] {row.last()}).toList();
            List<RowView> views = rows.stream().map(GenerationRow::view).toList();
            take(rows, model.nextLogits(PaddedRows.of(last, views, 1), state));
        }
    }

    private static int[] writing(List<GenerationRow> rows) {
        return IntStream.range(0, rows.size()).filter(i -> !rows.get(i).done()).toArray();
    }

    /** Whether the row's next pass turns its earlier tokens in another way than the passes before. */
    private boolean outgrowsCache(GenerationRow row) {
        return !row.done()
                && model.architecture().attention().stream()
                        .map(AttentionSpec::rotary)
                        .anyMatch(rotary -> rotary != null && rotary.changesAt(row.tokens()));
    }

    private void take(List<GenerationRow> rows, float[][] logits) {
        for (int i = 0; i < rows.size(); i++) {
            StopPoint.pass("during a generation"); // to draw a token is to sort the vocabulary
            if (!rows.get(i).done()) {
                rows.get(i).write(logits[i], model.ends());
            }
        }
    }
}
