package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.sonde.backend.djl.arch.ConfigErrors;
import dev.sonde.backend.djl.arch.ConfigFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the hidden states of a text's tokens become one point. */
enum SentencePooling {
    /** Their mean, special tokens included. */
    MEAN,
    /** The first of them. */
    CLS;

    private static final String FLAG = "pooling_mode_";
    private static final String ADVICE =
            "Only the mean of all tokens or the first token (cls) can be run, and one alone.";

    /**
     * As the configuration of a pooling module says.
     *
     * @throws dev.sonde.backend.BackendException if it is another one, or several side by side
     */
    static SentencePooling of(Path file) {
        var config = new ConfigFields(file, Json.object(file));
        var named = config.findText("pooling_mode");
        if (named.isPresent()) {
            return of(file, "pooling_mode", "'" + named.get() + "'", List.of(named.get()));
        }
        List<String> modes = new ArrayList<>();
        boolean mean = config.flag(FLAG + "mean_tokens", true); // on unless it says otherwise
        if (mean) {
            modes.add("mean_tokens");
        }
        config.root().fieldNames().forEachRemaining(field -> {
            if (field.startsWith(FLAG) && !field.endsWith("_mean_tokens") && config.flag(field, false)) {
                modes.add(field.substring(FLAG.length()));
            }
        });
        return of(file, modes.size() == 1 ? FLAG + modes.get(0) : "pooling_mode", modes, modes);
    }

    private static SentencePooling of(Path file, String field, Object value, List<String> modes) {
        if (modes.equals(List.of("mean_tokens")) || modes.equals(List.of("mean"))) {
            return MEAN;
        }
        if (modes.equals(List.of("cls_token")) || modes.equals(List.of("cls"))) {
            return CLS;
        }
        throw ConfigErrors.value(file, field, value, ADVICE);
    }

    /** From {@code [1, tokens, width]}, without padding, to {@code width} coordinates. */
    float[] of(NDArray hidden) {
        NDArray wide = hidden.toType(DataType.FLOAT32, false);
        return (this == MEAN ? wide.mean(new int[] {1}) : TorchEngine.slots(wide, 1, 0, 1)).toFloatArray();
    }
}
