package dev.sonde.probe.gradientghost;

import dev.sonde.probe.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What an adapter's folder tells.
 *
 * @param folder its name
 * @param layers in the order of the file
 * @param notFinite numbers of the weights and of the optimiser that are not finite
 * @param globalStep steps that were taken; empty where no file says
 * @param epoch how often the data was seen; empty where no file says
 * @param bestValidationLoss empty where the training noted none
 * @param pull how many times as much as under noise alone the last gradients point one way, over all layers; empty where no
 *     optimiser tells
 * @param pulledLayers layers whose pull is above the bound; empty where parameters could not be told apart by layer
 * @param notes what could not be read, and why
 */
public record GradientGhostEvidence(
        String folder,
        List<LayerTrace> layers,
        long notFinite,
        OptionalLong globalStep,
        OptionalDouble epoch,
        OptionalDouble bestValidationLoss,
        OptionalDouble pull,
        Optional<Integer> pulledLayers,
        List<String> notes)
        implements Evidence {

    /** Copies the lists. */
    public GradientGhostEvidence {
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /** How many layers have no real update. */
    public int ghosts() {
        return (int) layers.stream().filter(LayerTrace::ghost).count();
    }
}
