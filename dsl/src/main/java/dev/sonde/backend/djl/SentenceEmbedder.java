package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.djl.arch.Encoders;
import dev.sonde.backend.djl.arch.Network;
import java.util.Optional;

/** A sentence embedder in memory, in fp32 whatever its files have. */
final class SentenceEmbedder implements TextEncoder, AutoCloseable {

    private static final double SHORTEST = 1e-12;

    private final Network network;
    private final SentenceFolder sentences;
    private final SentenceLimits limits;
    private final TextTokenizer tokenizer;
    private final ModelWeights weights;
    private final Kernels kernels;
    private final Device device;
    private final NDManager work;

    private SentenceEmbedder(
            Network network,
            SentenceFolder sentences,
            SentenceLimits limits,
            TextTokenizer tokenizer,
            ModelWeights weights,
            Kernels kernels,
            Device device) {
        this.network = network;
        this.sentences = sentences;
        this.limits = limits;
        this.tokenizer = tokenizer;
        this.weights = weights;
        this.kernels = kernels;
        this.device = device;
        work = TorchEngine.manager(device);
    }

    /**
     * Loads {@code embedder}.
     *
     * @throws dev.sonde.backend.BackendException if anything is wrong with its files, or they changed since they were hashed
     */
    static SentenceEmbedder open(Embedder embedder, Device device, Kernels kernels) {
        var sentences = SentenceFolder.of(embedder.folder());
        ModelFolder folder = ModelFolder.open(sentences.encoder());
        Network network = Encoders.of(folder.config());
        var limits = SentenceLimits.of(folder.directory(), network.contextLength());
        TextTokenizer tokenizer = TextTokenizer.open(folder.tokenizerFile(), network.vocabularySize());
        try {
            ModelWeights weights = ModelWeights.load(folder, network, device, Optional.empty());
            unchanged(embedder, weights);
            return new SentenceEmbedder(network, sentences, limits, tokenizer, weights, kernels, device);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** Closes the weights unless their files are still those that were hashed. */
    private static void unchanged(Embedder embedder, ModelWeights weights) {
        try {
            if (!Embedder.in(embedder.folder()).equals(embedder)) {
                throw ModelFileErrors.changed(embedder.folder());
            }
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    @Override
    public EmbeddingRow row(Evaluation<?> evaluation, RowView view) {
        var read = tokenizer.encode(limits.applied(evaluation.operation().text()), limits.mostTokens());
        return new EmbeddingRow(evaluation, RowView.BASE, read.ids(), read.cut());
    }

    @Override
    public int batchTokens() {
        return BatchBudget.tokens(device, network);
    }

    @Override
    public float[][] points(PaddedRows batch) {
        TorchEngine.prepareThread(batch.rows() * batch.width());
        try (ForwardPass pass = new ForwardPass(weights, kernels, work, batch)) {
            NDArray hidden = pass.everyRow(network.hidden(pass));
            float[][] points = new float[batch.rows()][];
            for (int row = 0; row < points.length; row++) {
                int tokens = batch.lengths().get(row);
                float[] point =
                        sentences.pooling().of(TorchEngine.slots(TorchEngine.rows(hidden, row, row + 1), 1, 0, tokens));
                points[row] = sentences.normalised() ? ofLengthOne(point) : point;
            }
            return points;
        }
    }

    private static float[] ofLengthOne(float[] point) {
        double square = 0;
        for (float coordinate : point) {
            square += (double) coordinate * coordinate;
        }
        double length = Math.max(SHORTEST, Math.sqrt(square));
        float[] scaled = new float[point.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (point[i] / length);
        }
        return scaled;
    }

    @Override
    public void close() {
        work.close();
        weights.close();
        tokenizer.close();
    }
}
