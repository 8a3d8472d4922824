package dev.sonde.probe.modules;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.ProbeContext;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.BandOfMeans;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Measures regions of the adapter against a budget of forward passes.
 *
 * <p>Each region costs two passes a prompt: the adapter with this region only, and without it.
 */
final class ModuleMap {

    /** Answers of so many views are in memory at once. */
    private static final int REGIONS_AT_ONCE = 16;

    private final ModuleAblationSpec spec;
    private final ProbeContext context;
    private final NextTokens questions;
    private final List<TokenDistribution> base;
    private final double[] whole; // divergence of the whole adapter, by prompt
    private final List<RegionEffect> layers = new ArrayList<>();
    private final List<RegionEffect> parts = new ArrayList<>();
    private final List<RegionEffect> cells = new ArrayList<>();
    private int left;
    private int cellsLeftOut;
    private String bands = "";

    ModuleMap(
            ModuleAblationSpec spec,
            ProbeContext context,
            NextTokens questions,
            List<TokenDistribution> base,
            double[] whole) {
        this.spec = spec;
        this.context = context;
        this.questions = questions;
        this.base = base;
        this.whole = whole;
        left = spec.budget() - 2 * whole.length;
    }

    /** What the layers alone need in all, base and the whole adapter included. */
    int needed() {
        return 2 * whole.length * (1 + Region.layers(context.adaptedModules()).size());
    }

    /** Measures what the budget allows; nothing if it does not suffice for the layers. */
    void measure() {
        List<String> modules = context.adaptedModules();
        List<Region> byLayer = Region.layers(modules);
        List<Region> byPart = Region.parts(modules);
        if (needed() > spec.budget()) {
            return;
        }
        layers.addAll(effects(byLayer, "layers"));
        boolean several = byLayer.stream().anyMatch(layer -> layer.modules().size() > 1);
        if (several && byLayer.size() > 1 && cost(byPart.size()) <= left) {
            parts.addAll(effects(byPart, "parts"));
        }
        if (several) {
            cells(byLayer);
        }
    }

    private void cells(List<Region> byLayer) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < byLayer.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(
                i -> -Math.max(layers.get(i).alone(), layers.get(i).lost())));
        var chosen = new ArrayList<Region>();
        for (int i : order) {
            List<Region> own = byLayer.get(i).cells();
            if (cost(chosen.size() + own.size()) <= left) {
                chosen.addAll(own);
            } else {
                cellsLeftOut += own.size();
            }
        }
        cells.addAll(effects(chosen, "cells"));
    }

    private int cost(int regions) {
        return 2 * whole.length * regions;
    }

    private List<RegionEffect> effects(List<Region> regions, String purpose) {
        left -= cost(regions.size());
        var alone = new double[regions.size()][];
        var lost = new double[regions.size()][];
        for (int from = 0; from < regions.size(); from += REGIONS_AT_ONCE) {
            int to = Math.min(regions.size(), from + REGIONS_AT_ONCE);
            var asked = new ArrayList<Evaluation<TokenDistribution>>();
            for (Region region : regions.subList(from, to)) {
                asked.addAll(questions.under(new View.Partial(context.tuned(), true, region.names())));
                asked.addAll(questions.under(new View.Partial(context.tuned(), false, region.names())));
            }
            List<TokenDistribution> answers = context.readAll(asked);
            int n = whole.length;
            for (int i = from; i < to; i++) {
                int at = 2 * n * (i - from);
                alone[i] = shifts(answers.subList(at, at + n));
                lost[i] = shifts(answers.subList(at + n, at + 2 * n));
                for (int prompt = 0; prompt < n; prompt++) {
                    lost[i][prompt] = whole[prompt] - lost[i][prompt];
                }
            }
        }
        return effects(regions, alone, lost, purpose);
    }

    private double[] shifts(List<TokenDistribution> answers) {
        return questions.shifts(spec.divergence(), base, answers).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private List<RegionEffect> effects(List<Region> regions, double[][] alone, double[][] lost, String purpose) {
        var around = BandOfMeans.ofDivergences(
                alone,
                MeanInterval.DEFAULT_LEVEL,
                context.seed(purpose + " alone"),
                spec.divergence().largest());
        var aroundLost = BandOfMeans.of(lost, MeanInterval.DEFAULT_LEVEL, context.seed(purpose + " lost"));
        around.ifPresent(found -> bands = "95 % for all regions of one list at once, "
                + found.get(0).method().replaceFirst("(,| of) .*", "") + " over prompts");
        var effects = new ArrayList<RegionEffect>();
        for (int i = 0; i < regions.size(); i++) {
            int own = i;
            effects.add(new RegionEffect(
                    regions.get(i).layer(),
                    regions.get(i).part(),
                    regions.get(i).modules().size(),
                    Summary.of(alone[i]).mean(),
                    around.map(found -> found.get(own)),
                    Summary.of(lost[i]).mean(),
                    aroundLost.map(found -> found.get(own))));
        }
        return effects;
    }

    List<RegionEffect> layers() {
        return layers;
    }

    List<RegionEffect> parts() {
        return parts;
    }

    List<RegionEffect> cellsMeasured() {
        return cells;
    }

    int cellsLeftOut() {
        return cellsLeftOut;
    }

    String bands() {
        return bands;
    }

    int forwardPasses() {
        return spec.budget() - left;
    }

    static Optional<RegionEffect> leading(List<RegionEffect> regions) {
        return regions.stream().max(Comparator.comparingDouble(RegionEffect::alone));
    }
}
