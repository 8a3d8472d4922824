package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.sonde.backend.djl.arch.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A base model in memory: weights, tokenizer, architecture, and the way through them. Several backends may share it;
 * it counts them.
 */
final class DjlModel implements AutoCloseable {

    private final ModelFolder folder;
    private final Architecture architecture;
    private final TextTokenizer tokenizer;
    private final ModelWeights weights;
    private final NDManager work;
    private final OpPack pack;
    private final Kernels kernels;
    private final Kernels twin;
    private final EndTokens ends;
    private final SentenceEmbedders embedders;
    private int users = 1;
    private final Device device;

    private DjlModel(
            ModelFolder folder,
            Architecture architecture,
            TextTokenizer tokenizer,
            ModelWeights weights,
            OpPack pack,
            Device device,
            boolean packed) {
        this.folder = folder;
        this.architecture = architecture;
        this.tokenizer = tokenizer;
        this.weights = weights;
        this.device = device;
        work = TorchEngine.manager(device);
        this.pack = pack;
        kernels = packed ? new PackedKernels(pack) : new ComposedKernels();
        twin = packed ? new ComposedKernels() : new PackedKernels(pack);
        ends = EndTokens.of(folder);
        embedders = new SentenceEmbedders(device, kernels);
    }

    /** This model for one more user, who closes it like the first. */
    synchronized DjlModel share() {
        if (users == 0) {
            throw new IllegalStateException("The model in " + folder.directory() + " is closed");
        }
        users++;
        return this;
    }

    /**
     * Loads the model of a Hugging Face folder.
     *
     * @param packed whether the op pack computes, or its composed twin
     * @param asStored whether weights of two bytes an element stay so in memory
     * @throws dev.sonde.backend.BackendException if anything is wrong with it; nothing has been computed then
     */
    static DjlModel open(
            ModelFolder folder, Architecture architecture, Device device, boolean packed, boolean asStored) {
        TextTokenizer tokenizer = TextTokenizer.open(folder.tokenizerFile(), architecture.vocabularySize());
        OpPack pack = new OpPack(device);
        try {
            ModelWeights weights =
                    ModelWeights.load(folder, architecture, device, asStored ? Optional.of(pack) : Optional.empty());
            return new DjlModel(folder, architecture, tokenizer, weights, pack, device, packed);
        } catch (RuntimeException e) {
            pack.close();
            tokenizer.close();
            throw e;
        }
    }

    /**
     * One forward pass over {@code trees}, and the answers to the questions about their texts.
     *
     * @param width of the padded rows
     * @param otherKernels whether the second implementation computes
     */
    Map<Question, ScoreParts> score(List<TokenTree> trees, int width, boolean otherKernels) {
        PaddedRows batch = PaddedRows.of(trees, width);
        TorchEngine.prepareThread(batch.rows() * width);
        try (ForwardPass pass = new ForwardPass(weights, otherKernels ? twin : kernels, work, batch)) {
            NDArray hidden = pass.everyRow(architecture.hidden(pass));
            return new Scorer(architecture).score(pass, hidden, trees);
        }
    }

    /** The mean of the last hidden states over each row's tokens: one array a row. */
    float[][] means(PaddedRows batch) {
        TorchEngine.prepareThread(batch.rows() * batch.width());
        try (ForwardPass pass = new ForwardPass(weights, kernels, work, batch)) {
            NDArray hidden = pass.everyRow(architecture.hidden(pass));
            float[][] means = new float[batch.rows()][];
            for (int row = 0; row < means.length; row++) {
                int length = batch.lengths().get(row);
                means[row] = TorchEngine.slots(TorchEngine.rows(hidden, row, row + 1), 1, 0, length)
                        .toType(DataType.FLOAT32, false)
                        .mean(new int[] {1})
                        .toFloatArray();
            }
            return means;
        }
    }

    /**
     * Whether texts with a common start may share its tokens: not where a text's length decides how all of its tokens are
     * turned.
     */
    boolean sharesStarts() {
        return architecture.attention().stream()
                .allMatch(spec -> spec.rotary() == null || !spec.rotary().byLength());
    }

    /** Lends {@code work} a fresh decode state of {@code capacity} slots a row. */
    void decoding(List<Integer> lengths, int width, int capacity, Consumer<DecodeState> decoding) {
        try (NDManager own = work.newSubManager()) {
            KeyValueCache cache = new KeyValueCache(own, architecture.attention(), lengths.size(), capacity);
            decoding.accept(new DecodeState(cache, lengths, width));
        }
    }

    /** One pass that goes on from {@code state}; the logits behind each row's last token. */
    float[][] nextLogits(PaddedRows batch, DecodeState state) {
        TorchEngine.prepareThread(batch.rows() * batch.width());
        try (ForwardPass pass = new ForwardPass(weights, kernels, work, batch, state)) {
            boolean first = !state.started();
            NDArray hidden = DjlTensor.of(architecture.hidden(pass));
            List<Integer> positions = state.lengths().stream()
                    .map(length -> first ? length - 1 : 0)
                    .toList();
            state.cache().advance(batch.width());
            return new Scorer(architecture).logits(pass, hidden, batch.views(), positions);
        }
    }

    /** What embeds instead of the model where an evaluation says so. */
    SentenceEmbedders embedders() {
        return embedders;
    }

    Device device() {
        return device;
    }

    EndTokens ends() {
        return ends;
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

    /** Gives it up; the last user's call releases it. */
    @Override
    public synchronized void close() {
        users--;
        if (users > 0) {
            return;
        }
        embedders.close();
        work.close();
        weights.close();
        pack.close();
        tokenizer.close();
    }
}
