package dev.sonde.probe.gradientghost;

import dev.sonde.backend.AdapterWeights;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.OptimizerState;
import dev.sonde.backend.TrainingFiles;
import dev.sonde.probe.Category;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Was this adapter trained at all, as far as its files tell? Costs no forward pass and needs no model.
 *
 * <p>Three signs are read. (1) The weights: training begins with B = 0, so that a module whose {@code ‖BA‖} is 0 was never
 * reached. (2) The kurtosis of B's numbers: the first steps of Adam move every number by the same length, and k such steps
 * of independent sign give a kurtosis of {@code 3 − 2 / k}; below 2 it is that of fewer than two steps. Measured, median
 * over modules: 1.24 and 1.61 after 2 and 6 steps, 2.31 after 35, 2.99 after 500. (3) The optimiser, where its
 * file is there: how far the last gradients still point one way ({@link GradientPull}), and how many steps were taken. The
 * raw value is the share of layers without a real update; {@link GhostRule} decides. A pass says that there was a training,
 * not that it taught anything: random weights pass.
 *
 * <p>Other than the reference: there, a layer is flagged whose mean squared gradient is twice the smallest layer's, which
 * healthy trainings exceed many times over, while an optimiser that it cannot read passes for converged; a missing number
 * of steps is taken for 0; the file is unpickled, which can run code. Here the file is read without running it, what is
 * unknown is said to be so, and without an optimiser's file the weights are looked at alone. The reference skips then.
 */
public final class GradientGhostProbe implements Probe<GradientGhostSpec, GradientGhostEvidence> {

    private static final ProbeKind<GradientGhostSpec, GradientGhostEvidence> KIND = new ProbeKind<>(
            "gradient_ghost", Category.CALIBRATION, GradientGhostSpec.class, GradientGhostEvidence.class, false);

    @Override
    public ProbeKind<GradientGhostSpec, GradientGhostEvidence> kind() {
        return KIND;
    }

    @Override
    public boolean needsModel() {
        return false;
    }

    @Override
    public List<Evaluation<?>> plan(GradientGhostSpec spec, ProbeContext context) {
        return List.of();
    }

    @Override
    public ProbeResult<GradientGhostEvidence> run(GradientGhostSpec spec, ProbeContext context) {
        Optional<Path> folder = spec.folder().or(context::adapterFolder);
        if (folder.isEmpty()) {
            return ProbeResult.without(
                    spec, KIND, Verdict.SKIP, "The model's adapter was not read from a folder. Set adapter_path.");
        }
        if (!Files.isDirectory(folder.get())) {
            return ProbeResult.without(
                    spec, KIND, Verdict.SKIP, "There is no folder '%s'. Set adapter_path.".formatted(folder.get()));
        }
        Optional<AdapterWeights> weights = TrainingFiles.reader().weights(folder.get());
        Optional<OptimizerState> state = TrainingFiles.reader().optimizer(folder.get());
        boolean known = weights.filter(read -> !read.modules().isEmpty()).isPresent()
                || state.filter(read -> read.globalStep().isPresent()
                                || !read.parameters().isEmpty())
                        .isPresent();
        return known
                ? result(spec, evidence(spec, folder.get(), weights, state))
                : ProbeResult.without(
                        spec,
                        KIND,
                        Verdict.SKIP,
                        "'%s' holds neither low-rank weights (adapter_model.safetensors) nor training_state.pt or optimizer.pt."
                                .formatted(folder.get()));
    }

    private static GradientGhostEvidence evidence(
            GradientGhostSpec spec, Path folder, Optional<AdapterWeights> weights, Optional<OptimizerState> state) {
        var moments = state.map(OptimizerState::parameters).orElse(List.of());
        List<LayerTrace> layers = weights.map(read -> Layers.of(read, moments)).orElse(List.of());
        long broken = weights.stream()
                        .flatMap(read -> read.modules().stream())
                        .mapToLong(AdapterWeights.Update::notFinite)
                        .sum()
                + moments.stream().mapToLong(OptimizerState.Moments::notFinite).sum();
        return new GradientGhostEvidence(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                layers,
                broken,
                state.map(OptimizerState::globalStep).orElse(OptionalLong.empty()),
                state.map(OptimizerState::epoch).orElse(OptionalDouble.empty()),
                state.map(OptimizerState::bestValidationLoss).orElse(OptionalDouble.empty()),
                GradientPull.of(moments),
                Layers.pulled(layers, spec.undertrainedLayerRatio()),
                state.map(read -> Layers.notes(read, layers)).orElse(List.of()));
    }

    private static ProbeResult<GradientGhostEvidence> result(GradientGhostSpec spec, GradientGhostEvidence evidence) {
        var conclusion = new GhostRule(spec).conclude(evidence);
        int layers = evidence.layers().size();
        String notes = evidence.notes().isEmpty() ? "" : " Note: " + String.join("; ", evidence.notes()) + ".";
        return ProbeResult.of(spec, KIND, conclusion.also(notes), evidence)
                .measuring(
                        layers == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) evidence.ghosts() / layers),
                        "of the layers",
                        Optional.empty());
    }
}
