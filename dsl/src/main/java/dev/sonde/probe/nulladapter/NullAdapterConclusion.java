package dev.sonde.probe.nulladapter;

import dev.sonde.probe.EffectRule;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.NullTest;
import java.util.ArrayList;

/** Whether null distributions can be used, and for what. */
record NullAdapterConclusion(Verdict verdict, String message) {

    static NullAdapterConclusion of(NullAdapterSpec spec, NullAdapterEvidence evidence) {
        if (!evidence.failures().isEmpty()) {
            var failures = new ArrayList<String>();
            evidence.failures().forEach((probe, reason) -> failures.add("'" + probe + "', " + reason));
            return new NullAdapterConclusion(
                    Verdict.ERROR, "No null distribution for probe " + String.join("; probe ", failures));
        }
        int probes = evidence.probes().size();
        int drawn = evidence.seeds().size();
        String measured = "%d%s null adapter%s (%s) measured on %d probe%s"
                .formatted(
                        drawn,
                        drawn < spec.runs() ? " of " + spec.runs() : "",
                        drawn == 1 ? "" : "s",
                        evidence.recipe(),
                        probes,
                        probes == 1 ? "" : "s");
        if (drawn < spec.runs() && spec.runs() >= EffectRule.NULLS_NEEDED) {
            return new NullAdapterConclusion(
                    Verdict.PASS,
                    "%s: stopped there, for no probe can reach p <= %s any more.%s"
                            .formatted(measured, Figure.of(NullTest.ALPHA), unused(spec)));
        }
        return spec.runs() < EffectRule.NULLS_NEEDED
                ? new NullAdapterConclusion(
                        Verdict.WARN,
                        "%s: calibration too thin for p < 0.05, the smallest possible p is %s. Set runs to %d or more.%s"
                                .formatted(
                                        measured,
                                        Figure.of(1.0 / (spec.runs() + 1)),
                                        EffectRule.NULLS_NEEDED,
                                        unused(spec)))
                : new NullAdapterConclusion(
                        Verdict.PASS,
                        "%s; the smallest possible p is %s.%s"
                                .formatted(measured, Figure.of(1.0 / (spec.runs() + 1)), unused(spec)));
    }

    /** Says which of the reference's settings were read without effect. */
    private static String unused(NullAdapterSpec spec) {
        var keys = new ArrayList<String>();
        spec.initScale().ifPresent(scale -> keys.add("init_scale"));
        if (spec.rankMultipliers().stream().anyMatch(multiplier -> multiplier != 1)) {
            keys.add("rank_multipliers");
        }
        return keys.isEmpty()
                ? ""
                : " Without effect, because nulls have the adapter's own rank and norm: " + String.join(", ", keys)
                        + ".";
    }
}
