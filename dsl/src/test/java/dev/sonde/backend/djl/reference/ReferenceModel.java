package dev.sonde.backend.djl.reference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/** A decoder that is slow and simple, in double precision. */
public final class ReferenceModel {

    private final Family family;
    private final Weights weights;
    private final double cap;

    private ReferenceModel(Settings config, Weights weights) {
        this.weights = weights;
        cap = config.number(config.text("", "model_type").equals("gemma2") ? 30 : 0, "final_logit_softcapping");
        family = switch (config.text("", "model_type")) {
            case "gpt2" -> new Gpt2Family(config, weights);
            case "gpt_neox" -> new NeoXFamily(config, weights);
            default -> new GatedFamily(config, weights);
        };
    }

    /**
     * Reads a model.
     *
     * @param adapter a PEFT folder
     * @param lambda multiplies the adapter's scaling
     */
    public static ReferenceModel open(Path folder, Optional<Path> adapter, double lambda) {
        Settings config = Settings.read(folder.resolve("config.json"));
        Map<String, double[][]> tensors = Layout.model(TensorFolder.read(folder), config);
        adapter.ifPresent(own -> MergedAdapter.into(tensors, own, lambda));
        return new ReferenceModel(config, new Weights(tensors));
    }

    /** A model with the modules of its adapter for whose names {@code kept} holds. */
    public static ReferenceModel open(Path folder, Path adapter, Predicate<String> kept) {
        Settings config = Settings.read(folder.resolve("config.json"));
        Map<String, double[][]> tensors = Layout.model(TensorFolder.read(folder), config);
        MergedAdapter.into(tensors, adapter, 1, kept);
        return new ReferenceModel(config, new Weights(tensors));
    }

    /** A model with its adapter, each tensor that it changes passed through {@code rounding}. */
    public static ReferenceModel merged(Path folder, Path adapter, DoubleUnaryOperator rounding) {
        Settings config = Settings.read(folder.resolve("config.json"));
        Map<String, double[][]> tensors = Layout.model(TensorFolder.read(folder), config);
        Map<String, double[][]> before = new HashMap<>(tensors);
        MergedAdapter.into(tensors, adapter, 1);
        tensors.replaceAll(
                (name, values) -> Arrays.deepEquals(before.get(name), values) ? values : Rows.each(values, rounding));
        return new ReferenceModel(config, new Weights(tensors));
    }

    /** Log-probabilities of the next token behind each token of a text: [token][vocabulary], in nats. */
    public double[][] logProbs(int... ids) {
        double[][] logits = weights.linear("lm_head", family.hidden(ids));
        double[][] capped = cap == 0 ? logits : Rows.each(logits, value -> cap * Math.tanh(value / cap));
        return Arrays.stream(capped).map(Rows::logSoftmax).toArray(double[][]::new);
    }

    /** What lies between token ids and head. */
    interface Family {
        double[][] hidden(int[] ids);
    }
}
