package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.OptimizerState;
import dev.sonde.backend.OptimizerState.Moments;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;

/** The state of an optimiser as torch saves it, in the two files that it is found in. */
final class OptimizerFile {

    private static final String DLM = "training_state.pt";
    private static final String TRANSFORMERS = "optimizer.pt";
    private static final String TRAINER = "trainer_state.json";
    private static final double DEFAULT_BETA_1 = 0.9;
    private static final double DEFAULT_BETA_2 = 0.999;

    private OptimizerFile() {}

    /**
     * The state in {@code folder}; empty where there is no such file.
     *
     * @throws dev.sonde.backend.BackendException if it is damaged, or holds no optimiser
     */
    static Optional<OptimizerState> in(Path folder) {
        Path own = folder.resolve(DLM);
        if (Files.isRegularFile(own)) {
            TorchTree root = TorchPickle.tree(own);
            return Optional.of(state(own, root.tree("optimizer_state_dict"), numbers(root)));
        }
        Path transformers = folder.resolve(TRANSFORMERS);
        return Files.isRegularFile(transformers)
                ? Optional.of(state(
                        transformers, Optional.of(TorchPickle.tree(transformers)), trainer(folder.resolve(TRAINER))))
                : Optional.empty();
    }

    /** What stands beside the optimiser; each may be missing. */
    private record Progress(OptionalLong step, OptionalDouble epoch, OptionalDouble bestLoss) {}

    private static Progress numbers(TorchTree root) {
        OptionalDouble step = root.number("global_step");
        return new Progress(
                step.isPresent() ? OptionalLong.of((long) step.getAsDouble()) : OptionalLong.empty(),
                finite(root.number("epoch")),
                finite(root.number("best_val_loss")));
    }

    private static Progress trainer(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Progress(OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        JsonNode root = Json.object(file);
        JsonNode step = root.path("global_step");
        return new Progress(
                step.isIntegralNumber() ? OptionalLong.of(step.longValue()) : OptionalLong.empty(),
                number(root.path("epoch")),
                number(root.path("best_metric")));
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? finite(OptionalDouble.of(node.doubleValue())) : OptionalDouble.empty();
    }

    private static OptionalDouble finite(OptionalDouble number) {
        return number.isPresent() && Double.isFinite(number.getAsDouble()) ? number : OptionalDouble.empty();
    }

    private static OptimizerState state(Path file, Optional<TorchTree> optimizer, Progress progress) {
        TorchTree states = optimizer
                .flatMap(tree -> tree.tree("state"))
                .orElseThrow(() -> ModelFileErrors.pickle(file, "it holds no state of an optimiser"));
        double[] betas = optimizer.map(OptimizerFile::betas).orElseThrow();
        List<Moments> moments = new ArrayList<>();
        int unread = 0;
        for (Object id : states.map().keySet()) {
            Optional<Moments> read =
                    states.tree(id).filter(tree -> id instanceof Long).flatMap(tree -> moments((Long) id, tree, betas));
            read.ifPresent(moments::add);
            unread += read.isPresent() ? 0 : 1;
        }
        return new OptimizerState(
                file.getFileName().toString(), progress.step(), progress.epoch(), progress.bestLoss(), moments, unread);
    }

    /** Those of the first group; Adam's defaults where a file does not say. */
    private static double[] betas(TorchTree optimizer) {
        if (optimizer.map().get("param_groups") instanceof List<?> groups
                && !groups.isEmpty()
                && groups.get(0) instanceof Map<?, ?> group
                && group.get("betas") instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Number first
                && pair.get(1) instanceof Number second) {
            return new double[] {first.doubleValue(), second.doubleValue()};
        }
        return new double[] {DEFAULT_BETA_1, DEFAULT_BETA_2};
    }

    private static Optional<Moments> moments(long id, TorchTree state, double[] betas) {
        Optional<StoredTensor> mean = state.tensor("exp_avg");
        Optional<StoredTensor> square = state.tensor("exp_avg_sq");
        OptionalDouble step = state.number("step");
        if (mean.isEmpty()
                || square.isEmpty()
                || step.isEmpty()
                || !mean.get().type().readable()
                || !square.get().type().readable()) {
            return Optional.empty();
        }
        var squaredMeans = new FiniteSum(value -> value * value);
        var meanSquares = new FiniteSum(value -> value);
        squaredMeans.add(mean.get());
        meanSquares.add(square.get());
        return Optional.of(new Moments(
                id,
                mean.get().elements(),
                step.getAsDouble(),
                squaredMeans.sum,
                meanSquares.sum,
                betas[0],
                betas[1],
                squaredMeans.notFinite + meanSquares.notFinite));
    }

    /** A sum over the finite numbers of a tensor, read piece by piece: one of a whole embedding table may be large. */
    private static final class FiniteSum {
        private static final int PIECE = 1 << 16;

        private final DoubleUnaryOperator of;
        private double sum;
        private long notFinite;

        FiniteSum(DoubleUnaryOperator of) {
            this.of = of;
        }

        void add(StoredTensor tensor) {
            long elements = tensor.elements();
            for (long at = 0; at < elements; at += PIECE) {
                float[] piece = new float[(int) Math.min(PIECE, elements - at)];
                tensor.read(at, FloatBuffer.wrap(piece));
                for (float value : piece) {
                    sum += Float.isFinite(value) ? of.applyAsDouble(value) : 0;
                    notFinite += Float.isFinite(value) ? 0 : 1;
                }
            }
        }
    }
}
