package dev.sonde.report;

import dev.sonde.plot.LambdaCurve;
import dev.sonde.plot.ModuleHeat;
import dev.sonde.plot.NullStrip;
import dev.sonde.plot.PositionCurve;
import dev.sonde.plot.SondeFigure;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ablation.AdapterAblationEvidence;
import dev.sonde.probe.modules.ModuleAblationEvidence;
import dev.sonde.probe.positionshift.PositionShiftEvidence;
import dev.sonde.suite.SuiteResult;
import java.util.List;
import java.util.Optional;

/** Figures of what single probes found. */
final class EvidenceFigures {

    private final SuiteResult result;

    EvidenceFigures(SuiteResult result) {
        this.result = result;
    }

    /** The null values of each calibrated probe, with the value that the trained adapter gives; empty without any. */
    Optional<SondeFigure> nulls() {
        List<NullStrip> strips =
                result.probes().stream().flatMap(probe -> strip(probe).stream()).toList();
        return strips.isEmpty()
                ? Optional.empty()
                : Optional.of(NullStrip.figure("The trained adapter among null adapters", strips));
    }

    /** How the effect grows with the adapter's strength, for each probe that turned it. */
    List<SondeFigure> curves() {
        return result.probes().stream()
                .flatMap(probe -> probe
                        .evidence()
                        .filter(AdapterAblationEvidence.class::isInstance)
                        .map(evidence -> LambdaCurve.of(probe.name(), (AdapterAblationEvidence) evidence)
                                .figure())
                        .stream())
                .toList();
    }

    /** Where the effect sits, for each probe that took the adapter apart. */
    List<SondeFigure> maps() {
        return result.probes().stream()
                .flatMap(probe -> probe.evidence().stream()
                        .filter(ModuleAblationEvidence.class::isInstance)
                        .map(ModuleAblationEvidence.class::cast)
                        .filter(evidence -> !evidence.layers().isEmpty())
                        .map(evidence -> ModuleHeat.of(probe.name(), evidence).figure()))
                .toList();
    }

    /** How the change runs along a text, for each probe that followed it. */
    List<SondeFigure> positions() {
        return result.probes().stream()
                .flatMap(probe -> probe.evidence().stream()
                        .filter(PositionShiftEvidence.class::isInstance)
                        .map(PositionShiftEvidence.class::cast)
                        .map(evidence ->
                                PositionCurve.of(probe.name(), evidence).figure()))
                .toList();
    }

    private Optional<NullStrip> strip(ProbeResult<?> probe) {
        if (probe.raw().isEmpty()) {
            return Optional.empty();
        }
        return NullStrip.valuesOf(probe.name(), result.probes())
                .map(nulls ->
                        new NullStrip(probe.name(), probe.unit(), probe.raw().getAsDouble(), nulls));
    }
}
