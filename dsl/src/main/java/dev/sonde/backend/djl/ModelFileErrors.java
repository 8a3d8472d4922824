package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.stop.StopPoint;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What can be wrong with the files of a model or an adapter, worded once. */
final class ModelFileErrors {
    private static final String COPY_AGAIN = " Copy or download the file again.";

    private ModelFileErrors() {}

    static BackendException missing(Path file, String advice) {
        return new BackendException("file-missing", "%s does not exist. %s".formatted(file, advice));
    }

    /**
     * The error to throw for a file that could not be read.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted: that closes the file under the reader
     */
    static BackendException unreadable(Path file, Throwable cause) {
        StopPoint.pass("during the reading of " + file);
        return new BackendException(
                "file-unreadable", "%s cannot be read: %s.".formatted(file, cause.getMessage()), cause);
    }

    static BackendException changed(Path directory) {
        return new BackendException(
                "file-changed",
                "The files of %s or of the adapter changed since they were looked at. Load the model again."
                        .formatted(directory));
    }

    static BackendException notJson(Path file, String reason) {
        return new BackendException("file-damaged", "%s is not valid JSON: %s.".formatted(file, reason) + COPY_AGAIN);
    }

    static BackendException damaged(Path file, String what) {
        return new BackendException(
                "file-damaged", "%s is not a sound safetensors file: %s.".formatted(file, what) + COPY_AGAIN);
    }

    static BackendException tensorDamaged(Path file, String tensor, String what) {
        return new BackendException(
                "file-damaged",
                "%s is not a sound safetensors file: tensor '%s' %s.".formatted(file, tensor, what) + COPY_AGAIN);
    }

    static BackendException pickleOnly(Path file) {
        return new BackendException(
                "pickle-weights",
                "%s is a pickle, which can run code when it is read; only safetensors files are read. ".formatted(file)
                        + "Convert it with transformers or peft: save_pretrained(..., safe_serialization=True).");
    }

    static BackendException pickle(Path file, String what) {
        return new BackendException(
                "pickle-weights",
                "%s is not a pickle of plain tensors: %s. Nothing in it was run. ".formatted(file, what)
                        + "Convert it with peft, where you trust it: save_pretrained(..., safe_serialization=True).");
    }

    static BackendException shardOutside(Path index, String shard) {
        return new BackendException(
                "shard-outside",
                "%s names the shard '%s', which is not a plain file name in the same folder. ".formatted(index, shard)
                        + "Put all shards into the model's folder.");
    }

    static BackendException notInShard(Path index, String tensor, Path shard) {
        return new BackendException(
                "tensor-missing",
                "%s says that tensor '%s' is in %s, which does not hold it.".formatted(index, tensor, shard)
                        + COPY_AGAIN);
    }

    static BackendException tensorMissing(Path folder, String tensor) {
        return new BackendException(
                "tensor-missing",
                "The weights in %s lack the tensor '%s', which config.json asks for. ".formatted(folder, tensor)
                        + "Take config.json and weights of the same model.");
    }

    static BackendException shape(StoredTensor tensor, List<Long> expected) {
        return new BackendException(
                "tensor-shape",
                "%s: tensor '%s' has the shape %s; config.json asks for %s. "
                                .formatted(tensor.file(), tensor.name(), tensor.shape(), expected)
                        + "Take config.json and weights of the same model.");
    }

    static BackendException typeUnsupported(StoredTensor tensor) {
        return new BackendException(
                "tensor-type",
                "%s: tensor '%s' is stored as %s; weights must be F32, F16 or BF16. "
                                .formatted(tensor.file(), tensor.name(), tensor.type())
                        + "Save the weights in one of these types.");
    }

    static BackendException nonFinite(StoredTensor tensor, float value) {
        return new BackendException(
                "non-finite",
                "%s: tensor '%s' holds the value %s. ".formatted(tensor.file(), tensor.name(), value)
                        + "The weights are damaged or the training diverged; no number of this model can be trusted. "
                        + "Use a checkpoint without NaN or infinity.");
    }

    static BackendException noDefaultTemplate(Path file, Collection<String> names) {
        return new BackendException(
                "chat-template",
                "%s: 'chat_template' has the templates %s and none is called 'default'. ".formatted(file, names)
                        + "Put the one to use into the model's folder as chat_template.jinja.");
    }

    /**
     * The error to throw for a file that no tokenizer could be made of.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted: that closes the file under the reader
     */
    static BackendException tokenizer(Path file, Throwable cause) {
        StopPoint.pass("during the reading of " + file);
        return new BackendException(
                "tokenizer-damaged",
                "%s cannot be used as a tokenizer: %s.".formatted(file, cause.getMessage()) + COPY_AGAIN,
                cause);
    }

    static BackendException vocabulary(Path file, int tokenizerIds, int modelRows) {
        return new BackendException(
                "vocabulary-too-small",
                "%s has ids up to %d, but the model has only %d token rows (vocab_size). "
                                .formatted(file, tokenizerIds - 1, modelRows)
                        + "Take the tokenizer that belongs to the weights.");
    }
}
