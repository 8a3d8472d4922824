package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.Families;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a model and, perhaps, an adapter: read but for the base model's tensors, and checked against each other.
 *
 * @param asStored whether weights of two bytes an element stay so in memory
 */
record ModelFiles(ModelFolder folder, Architecture architecture, Optional<Adapter> adapter, boolean asStored) {

    /**
     * Reads configuration, headers and adapter.
     *
     * @param dtype see {@link WeightMemory#asStored}
     * @throws dev.sonde.backend.BackendException if anything is wrong with them
     */
    static ModelFiles open(Path base, Optional<Path> adapter, String dtype) {
        ModelFolder folder = ModelFolder.open(base);
        Architecture architecture = Families.of(folder.config());
        return new ModelFiles(
                folder,
                architecture,
                adapter.map(path -> Adapter.open(path, architecture)),
                WeightMemory.asStored(dtype, folder));
    }
}
