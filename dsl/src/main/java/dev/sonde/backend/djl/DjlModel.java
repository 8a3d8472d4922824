package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.djl.arch.Architecture;
import java.util.List;
import java.util.Map;

/** A base model in memory: weights, tokenizer, architecture, and the way through them. */
final class DjlModel implements AutoCloseable {

    private final ModelFolder folder;
    private final Architecture architecture;
    private final TextTokenizer tokenizer;
    private final ModelWeights weights;
    private final NDManager work;
    private final Kernels kernels;

    private DjlModel(
            ModelFolder folder,
            Architecture architecture,
            TextTokenizer tokenizer,
            ModelWeights weights,
            Device device) {
        this.folder = folder;
        this.architecture = architecture;
        this.tokenizer = tokenizer;
        this.weights = weights;
        work = TorchEngine.manager(device);
        kernels = new ComposedKernels();
    }

    /**
     * Loads the model of a Hugging Face folder.
     *
     * @throws dev.sonde.backend.BackendException if anything is wrong with it; nothing has been computed then
     */
    static DjlModel open(ModelFolder folder, Architecture architecture, Device device) {
        TextTokenizer tokenizer = TextTokenizer.open(folder.tokenizerFile(), architecture.vocabularySize());
        try {
            ModelWeights weights = ModelWeights.load(folder, architecture, device);
            return new DjlModel(folder, architecture, tokenizer, weights, device);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** One forward pass over {@code rows}, at least {@code width} tokens wide, and the answers to their questions. */
    Map<Question, ScoreParts> score(List<ScoredRow> rows, int width) {
        PaddedRows batch = PaddedRows.of(
                rows.stream().map(ScoredRow::ids).toList(),
                rows.stream().map(ScoredRow::view).toList(),
                width);
        TorchEngine.prepareThread(batch.rows() * width);
        try (ForwardPass pass = new ForwardPass(weights, kernels, work, batch)) {
            NDArray hidden = DjlTensor.of(architecture.hidden(pass));
            return new Scorer(architecture).score(pass, hidden, rows);
        }
    }

    ModelFolder folder() {
        return folder;
    }

    Architecture architecture() {
        return architecture;
    }

    TextTokenizer tokenizer() {
        return tokenizer;
    }

    ModelWeights weights() {
        return weights;
    }

    @Override
    public void close() {
        work.close();
        weights.close();
        tokenizer.close();
    }
}
