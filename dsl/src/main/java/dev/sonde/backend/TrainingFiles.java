package dev.sonde.backend;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What the folder of an adapter tells about its training, with no model loaded. Nothing that a file holds is run. Found
 * through {@link ServiceLoader}, so that probes need no engine.
 */
public interface TrainingFiles {

    /**
     * The low-rank updates of the adapter in {@code folder}; empty if it holds no weights.
     *
     * @throws BackendException if its file is damaged
     */
    Optional<AdapterWeights> weights(Path folder);

    /**
     * What the optimiser remembered: {@code training_state.pt}, or {@code optimizer.pt} of a checkpoint with its {@code
     * trainer_state.json}; empty if there is neither.
     *
     * @throws BackendException if the file is damaged, or holds no optimiser
     */
    Optional<OptimizerState> optimizer(Path folder);

    /** The reader of this installation. */
    static TrainingFiles reader() {
        return ServiceLoader.load(TrainingFiles.class, TrainingFiles.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new BackendException(
                        "no-reader",
                        "Nothing on the class path reads the files of adapters. Add sonde-dsl as a whole."));
    }
}
