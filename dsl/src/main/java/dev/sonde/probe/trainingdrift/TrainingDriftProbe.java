package dev.sonde.probe.trainingdrift;

import dev.sonde.backend.Evaluation;
import dev.sonde.probe.Category;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Did the training go well, as far as its log tells? Costs no forward pass and needs no model.
 *
 * <p>The log is that of the trainer of {@code .dlm} documents ({@code logs/train-*.jsonl}) or of transformers ({@code
 * trainer_state.json}); see {@link TrainingLog}. The loss is compared between the first and the last {@code rolling_window}
 * steps, with Fieller's interval of the ratio; spikes are told from noise by {@link Curve}; the raw value is the smoothness,
 * a share from 0 to 1 that grows with the fall of the loss and shrinks with its noise ({@link TrainingDriftEvidence}).
 * {@link CurveRule} decides. Spikes of the gradient's norm, and the loss on held-out data, are told and do not decide.
 *
 * <p>Other than the reference: there, a step counts as a spike against the median of neighbouring differences, so that of
 * simulated healthy curves of 200 and more steps every one has some and warns; here at most 4 % of such curves do, of any
 * length and of four kinds of noise. There, smoothness falls with the length of the plateau, single first and last losses
 * decide, a NaN never fails, runs are mixed by step number, and a spoiled first line is an error of the whole.
 */
public final class TrainingDriftProbe implements Probe<TrainingDriftSpec, TrainingDriftEvidence> {

    private static final ProbeKind<TrainingDriftSpec, TrainingDriftEvidence> KIND = new ProbeKind<>(
            "training_drift", Category.CALIBRATION, TrainingDriftSpec.class, TrainingDriftEvidence.class, false);

    /** Whether there is a log that it could read in this folder. */
    public static boolean hasLog(Path folder) {
        return TrainingLog.isIn(folder);
    }

    @Override
    public ProbeKind<TrainingDriftSpec, TrainingDriftEvidence> kind() {
        return KIND;
    }

    @Override
    public boolean needsModel() {
        return false;
    }

    @Override
    public List<Evaluation<?>> plan(TrainingDriftSpec spec, ProbeContext context) {
        return List.of();
    }

    @Override
    public ProbeResult<TrainingDriftEvidence> run(TrainingDriftSpec spec, ProbeContext context) {
        Optional<Path> place = spec.place().or(context::adapterFolder);
        if (place.isEmpty()) {
            return ProbeResult.without(
                    spec, KIND, Verdict.SKIP, "The model's adapter was not read from a folder. Set store_path.");
        }
        Optional<TrainingLog> log = TrainingLog.at(place.get());
        if (log.isEmpty()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "There is no log at '%s': neither logs/train-*.jsonl nor trainer_state.json. Set store_path."
                            .formatted(place.get()));
        }
        return of(spec, log.get());
    }

    private static ProbeResult<TrainingDriftEvidence> of(TrainingDriftSpec spec, TrainingLog log) {
        int steps = log.steps().size();
        if (steps == 0 && log.unread() > 0) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.ERROR,
                    "No line of the log at '%s' is JSON.".formatted(log.files().get(0)));
        }
        if (steps < spec.minSteps()) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "The last run of the log has %d steps with a loss; %d are asked for."
                            .formatted(steps, spec.minSteps()));
        }
        var curve = new LossCurve(spec, log);
        return curve.usable()
                ? result(spec, curve.evidence())
                : ProbeResult.without(
                        spec,
                        KIND,
                        Verdict.FAIL,
                        "Of %d losses, too few are finite to say more: the training broke down.".formatted(steps));
    }

    private static ProbeResult<TrainingDriftEvidence> result(TrainingDriftSpec spec, TrainingDriftEvidence evidence) {
        var conclusion = new CurveRule(spec).conclude(evidence);
        return ProbeResult.of(spec, KIND, conclusion.also(more(evidence)), evidence)
                .measuring(evidence.smoothness(), "of the variance", Optional.empty());
    }

    private static String more(TrainingDriftEvidence evidence) {
        var more = new StringBuilder();
        evidence.gradientSpikes()
                .filter(spikes -> !spikes.isEmpty())
                .ifPresent(spikes -> more.append(" The gradient's norm stands out at %d steps, the first of them %d."
                        .formatted(spikes.size(), spikes.get(0))));
        if (evidence.lastEvaluation().orElse(0) > evidence.bestEvaluation().orElse(Double.MAX_VALUE)) {
            more.append(" The loss on held-out data ended at %s, after %s at its best."
                    .formatted(
                            Figure.of(evidence.lastEvaluation().getAsDouble()),
                            Figure.of(evidence.bestEvaluation().getAsDouble())));
        }
        if (!evidence.notes().isEmpty()) {
            more.append(" Note: ").append(String.join("; ", evidence.notes())).append('.');
        }
        return more.toString();
    }
}
