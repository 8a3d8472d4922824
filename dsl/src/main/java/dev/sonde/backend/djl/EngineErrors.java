package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.View;
import java.util.regex.Pattern;

/** What can go wrong between the model and the machine, worded once. */
final class EngineErrors {

    /** How libtorch words it on the CPU and on CUDA. */
    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("out of memory|not enough memory|can't allocate memory", Pattern.CASE_INSENSITIVE);

    private EngineErrors() {}

    static BackendException notStarted(Throwable cause) {
        return new BackendException(
                "engine-missing",
                "The PyTorch engine does not start: %s. ".formatted(causes(cause))
                        + "Add ai.djl.pytorch:pytorch-jni and ai.djl.pytorch:pytorch-native-cpu (classifier of this "
                        + "platform) of the version that Sonde names, and leave DJL's versions alone.",
                cause);
    }

    /** The outermost message and the innermost, which names the library that the system does not load. */
    private static String causes(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == cause ? firstLine(cause) : firstLine(cause) + " (" + firstLine(root) + ")";
    }

    /** What went wrong while a batch was computed. */
    static BackendException of(Throwable cause, int evaluations) {
        if (cause instanceof BackendException known) {
            return known;
        }
        String reason = firstLine(cause);
        if (outOfMemory(cause)) {
            return new BackendException(
                    "out-of-memory",
                    "The memory did not suffice for a batch of %d evaluations: %s. ".formatted(evaluations, reason)
                            + "Use shorter texts or a smaller model, or end other programs; weights and activations lie "
                            + "outside the Java heap, so a smaller -Xmx leaves more for them.",
                    cause);
        }
        return new BackendException(
                "computation-failed",
                "A batch of %d evaluations could not be computed: %s. ".formatted(evaluations, reason)
                        + "Others are not affected. If it happens again with the same texts, report it with this message.",
                cause);
    }

    /** Whether the memory of the machine, the device or the Java heap was at its end. */
    static boolean outOfMemory(Throwable cause) {
        return cause instanceof OutOfMemoryError
                || OUT_OF_MEMORY.matcher(firstLine(cause)).find();
    }

    /** The engine puts a stack of its own below the first line. */
    private static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        String first = message == null ? "" : message.lines().findFirst().orElse("");
        String name = cause.getClass().getSimpleName();
        return first.isBlank() ? name : name + ": " + first.strip().replaceAll("\\.$", "");
    }

    static BackendException noGpu() {
        return new BackendException(
                "no-gpu",
                "Device 'cuda' was asked for, but the loaded libtorch sees no CUDA device. Use device 'auto' or 'cpu', or set "
                        + "PYTORCH_LIBRARY_PATH to the folder torch/lib that 'pip install torch==2.7.1' gives, with "
                        + "PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cu128.");
    }

    static BackendException unknownDevice(String device) {
        return new BackendException(
                "unknown-device", "Device '%s' is unknown. Use auto, cpu or cuda.".formatted(device));
    }

    static BackendException unknownDtype(String dtype) {
        return new BackendException(
                "unknown-dtype",
                "The dtype '%s' is unknown. Use auto, fp32, bf16 or fp16; computed is in fp32 with each."
                        .formatted(dtype));
    }

    static BackendException promptTooLong(int tokens, int context) {
        return new BackendException(
                "prompt-too-long",
                "The text has %d tokens, but the model's context holds %d. Shorten the text."
                        .formatted(tokens, context));
    }

    static BackendException noAdapter(View view) {
        return new BackendException(
                "capability-missing",
                "View '%s' needs an adapter, and the model was opened without one. ".formatted(view.id())
                        + "Set 'adapter' to a PEFT folder.");
    }
}
