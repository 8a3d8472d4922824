package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From hidden states to scores: the head is applied to wanted rows only, in chunks, and little leaves the engine.
 */
final class Scorer {

    private static final long CHUNK_LOGITS = 64L * 49152;

    private final Architecture architecture;

    Scorer(Architecture architecture) {
        this.architecture = architecture;
    }

    /** One wanted prediction: after what stands at {@code position} of row {@code row}. */
    private record Line(int row, RowView view, int position, Question question, int target) {}

    /** Answers every question about {@code trees}; a failure stands for a question whose numbers are not finite. */
    Map<Question, ScoreParts> score(ForwardPass pass, NDArray hidden, List<TokenTree> trees) {
        Shape shape = hidden.getShape();
        NDArray flat = hidden.reshape(shape.get(0) * shape.get(1), shape.get(2));
        List<Line> lines = lines(trees);
        Map<Question, ScoreParts> parts = new LinkedHashMap<>();
        int chunk = (int) Math.max(1, CHUNK_LOGITS / architecture.vocabularySize());
        for (int from = 0; from < lines.size(); from += chunk) {
            StopPoint.pass(ForwardPass.WORK);
            List<Line> some = lines.subList(from, Math.min(lines.size(), from + chunk));
            try (NDManager scratch = pass.manager().newSubManager()) {
                read(some, logits(pass, flat, some, (int) shape.get(1), scratch), parts);
            }
        }
        return parts;
    }

    private static List<Line> lines(List<TokenTree> trees) {
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < trees.size(); row++) {
            TokenTree tree = trees.get(row);
            for (int text = 0; text < tree.texts().size(); text++) {
                for (Question question : tree.texts().get(text).questions()) {
                    addLines(question, row, tree.view(), tree.paths().get(text), lines);
                }
            }
        }
        return lines;
    }

    private static void addLines(Question question, int row, RowView view, int[] path, List<Line> lines) {
        int[] targets = question.targets();
        for (int i = 0; i < question.wanted(); i++) {
            int target = i < targets.length ? targets[i] : 0;
            lines.add(new Line(row, view, path[question.firstWanted() + i], question, target));
        }
    }

    /** The logits behind position {@code positions(row)} of each row. */
    float[][] logits(ForwardPass pass, NDArray hidden, List<RowView> views, List<Integer> positions) {
        Shape shape = hidden.getShape();
        NDArray flat = hidden.reshape(shape.get(0) * shape.get(1), shape.get(2));
        long[] indices = IntStream.range(0, views.size())
                .mapToLong(row -> row * shape.get(1) + positions.get(row))
                .toArray();
        float[] all = logits(pass, flat, indices, views, pass.manager()).toFloatArray();
        float[][] rows = new float[views.size()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(all, row * all.length / rows.length, (row + 1) * all.length / rows.length);
        }
        return rows;
    }

    private NDArray logits(ForwardPass pass, NDArray flat, List<Line> lines, int width, NDManager scratch) {
        long[] indices = lines.stream()
                .mapToLong(line -> (long) line.row() * width + line.position())
                .toArray();
        return logits(pass, flat, indices, lines.stream().map(Line::view).toList(), scratch);
    }

    /** {@code [indices, vocabulary]}, owned by {@code scratch}. */
    private NDArray logits(ForwardPass pass, NDArray flat, long[] indices, List<RowView> views, NDManager scratch) {
        NDArray index = scratch.create(indices, new Shape(indices.length, 1));
        NDArray states = index.getNDArrayInternal()
                .embedding(index, flat, SparseFormat.DENSE)
                .singletonOrThrow();
        NDArray raw = pass.modules().linear(architecture.head(), states, RowGroup.of(views, scratch));
        return DjlTensor.of(architecture.logits(pass, new DjlTensor(raw))).squeeze(1);
    }

    private void read(List<Line> lines, NDArray logits, Map<Question, ScoreParts> parts) {
        float[] sums = logits.sum(new int[] {1}).toFloatArray(); // NaN or infinite where any logit is
        NDArray logProbs = logits.logSoftmax(-1);
        float[] picked = pick(logProbs, lines);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            ScoreParts part = parts.computeIfAbsent(line.question(), ScoreParts::new);
            part.checkFinite(sums[i]);
            if (part.isDistribution()) {
                part.distribution(TorchEngine.rows(logProbs, i, i + 1));
            } else {
                part.add(line.target(), picked[i]);
            }
        }
    }

    private static float[] pick(NDArray logProbs, List<Line> lines) {
        long[] targets = lines.stream().mapToLong(Line::target).toArray();
        NDArray index = logProbs.getManager().create(targets, new Shape(targets.length, 1));
        return logProbs.gather(index, 1).toType(DataType.FLOAT32, false).toFloatArray();
    }
}
