package dev.sonde.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Every failure that a backend reports, worded once.
 *
 * <p>A message says what happened, quoting the offending value, and then what to do about it.
 */
public final class BackendErrors {
    private BackendErrors() {}

    /** The adapter's folder is not there. */
    public static BackendException adapterMissing(Path directory) {
        return new BackendException(
                "adapter-missing",
                "Adapter directory '%s' does not exist. ".formatted(directory)
                        + "Set 'adapter' to a directory with adapter_config.json, relative to the suite file.");
    }

    /** The backend cannot show this view or run this operation. */
    public static BackendException capabilityMissing(String what, Capability needed, Collection<Capability> offered) {
        return new BackendException(
                "capability-missing",
                "%s needs the capability %s; this backend offers %s. ".formatted(what, needed, new TreeSet<>(offered))
                        + "Disable the probe, or choose a backend that holds the adapter's weights.");
    }

    /** A view names a module that the adapter does not change. */
    public static BackendException moduleUnknown(String module, Collection<String> known) {
        return new BackendException(
                "module-unknown",
                "The adapter changes no module '%s'; it changes %s. ".formatted(module, known)
                        + "Take the names from the adapter report.");
    }

    /** A part of this view cannot be shown. */
    public static BackendException partUnknown(View.Partial view) {
        return new BackendException(
                "capability-missing",
                "View '%s' cannot be shown: this backend knows the parts of view 'ft' only. ".formatted(view.id())
                        + "Choose a backend that holds the adapter's weights.");
    }

    /** A model's numbers are NaN or infinite. */
    public static BackendException nonFinite(String what, Object value) {
        return new BackendException(
                BackendException.NON_FINITE,
                "%s is %s. The weights or the computation are damaged; no number of this model can be trusted. "
                                .formatted(what, value)
                        + "Check the weight files for NaN and use fp32.");
    }

    /** Adapters cannot be exchanged on this backend. */
    public static BackendException noWeights(String adapter) {
        return new BackendException(
                "capability-missing",
                "Adapter '%s' cannot be put on this model: the backend holds no weights of its own. ".formatted(adapter)
                        + "Load base and adapter together.");
    }

    /** A chat was asked for, and the model has no template. */
    public static BackendException noChatTemplate(String model) {
        return new BackendException(
                "no-chat-template",
                "Model '%s' has no chat template: neither chat_template.jinja nor 'chat_template' in tokenizer_config.json. "
                                .formatted(model)
                        + "A base model was not trained on chats: give its prompts as plain text (without 'chat'). If it was, "
                        + "put its template into the model's folder as chat_template.jinja.");
    }

    /** The chat template cannot be used. */
    public static BackendException chatTemplate(RuntimeException cause) {
        return new BackendException("chat-template", String.valueOf(cause.getMessage()), cause);
    }

    /** The backend does not see tokens. */
    public static BackendException tokensUnseen() {
        return new BackendException(
                "tokens-unseen",
                "This backend cannot show how a text becomes tokens; only a model that is read from its folder can. "
                        + "Load the model with kind 'hf'.");
    }

    /** There is no token to score. */
    public static BackendException nothingToScore(String text) {
        return new BackendException(
                "nothing-to-score", "The text '%s' has no token to score. Give a longer text.".formatted(text));
    }

    /** A folder is no sentence embedder. */
    public static BackendException noEmbedder(Path folder) {
        return new BackendException(
                "embedder-missing",
                "'%s' is no folder of a sentence embedder: it has neither tokenizer.json nor modules.json. "
                                .formatted(folder)
                        + "Give a folder as sentence-transformers writes it, or leave embedding_model out: the base model embeds then.");
    }

    /** The files of an embedder cannot be read. */
    public static BackendException embedderUnreadable(Path folder, IOException cause) {
        return new BackendException(
                "embedder-unreadable",
                "The files in '%s' cannot be read: %s. Check the disk and the rights.".formatted(folder, cause),
                cause);
    }

    /** The backend computes with the model's own weights only. */
    public static BackendException embedderUnsupported(Embedder embedder) {
        return new BackendException(
                "embedder-unsupported",
                "This backend cannot run the sentence embedder in '%s'. ".formatted(embedder.folder())
                        + "Load the model with kind 'hf', or leave embedding_model out.");
    }
}
