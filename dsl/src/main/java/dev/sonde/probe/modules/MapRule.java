package dev.sonde.probe.modules;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.MeanInterval;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a map of the effect says, and whether it can be read at all. A map that can be read passes: where an effect sits is
 * neither good nor bad.
 *
 * @param effect mean divergence of the whole adapter, in nats
 * @param noise what the machine itself produces, in nats
 */
record MapRule(double effect, double noise) {

    private static final double SCORE = 0.85;

    Conclusion conclude(ModuleMap map, int prompts, int budget) {
        if (map.layers().isEmpty()) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "No map: the layers alone need %d forward passes, and budget is %d. Raise it, or use fewer prompts."
                            .formatted(map.needed(), budget),
                    SCORE);
        }
        if (prompts < MeanInterval.FEWEST) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "%s There are no bands below %d prompts; other prompts may give another map."
                            .formatted(described(map), MeanInterval.FEWEST),
                    SCORE);
        }
        if (map.layers().stream().noneMatch(layer -> layer.standsOut(noise))) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    described(map) + " No layer stands out from the noise in a band over these prompts; add prompts.",
                    SCORE);
        }
        return new Conclusion(Verdict.PASS, described(map), SCORE);
    }

    private String described(ModuleMap map) {
        var text = new StringBuilder(leading("Of the layers", map.layers()));
        if (!map.parts().isEmpty()) {
            text.append(' ').append(leading("Of the kinds of modules", map.parts()));
        }
        if (map.cellsLeftOut() > 0) {
            text.append(" %d single modules are beyond the budget.".formatted(map.cellsLeftOut()));
        }
        return text.toString();
    }

    private String leading(String among, List<RegionEffect> regions) {
        RegionEffect first = ModuleMap.leading(regions).orElseThrow();
        String rivals = rivals(first, regions);
        return "%s %s does most alone: %s nats, %.0f %% of the effect%s; without it there is %.0f %% %s."
                .formatted(
                        among,
                        first.label(),
                        Figure.of(first.alone()),
                        100 * first.alone() / effect,
                        rivals.isEmpty() ? "" : " (not told apart from " + rivals + ")",
                        100 * Math.abs(first.lost()) / effect,
                        first.lost() < 0 ? "more" : "less");
    }

    /** Those whose band reaches that of the first. */
    private static String rivals(RegionEffect first, List<RegionEffect> regions) {
        var reaching = regions.stream()
                .filter(region -> region != first)
                .filter(region -> region.aloneBand().isPresent()
                        && region.aloneBand().get().upper()
                                >= first.aloneBand().orElseThrow().lower())
                .toList();
        return reaching.size() > 3
                ? reaching.size() + " others"
                : reaching.stream().map(RegionEffect::label).collect(Collectors.joining(", "));
    }
}
