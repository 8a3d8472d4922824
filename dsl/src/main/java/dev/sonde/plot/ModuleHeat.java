package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.probe.modules.ModuleAblationEvidence;
import dev.sonde.probe.modules.RegionEffect;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Where an adapter's effect sits: layers from left to right, kinds of modules from top to bottom, once for what each region
 * does alone and once for what is lost without it. The deepest colour stands for the largest value of a panel.
 *
 * @param title of the figure
 * @param evidence what was measured; with layers
 */
public record ModuleHeat(String title, ModuleAblationEvidence evidence) {

    /** Where modules outside the layers are drawn. */
    private static final int OUTSIDE = -1;

    private static final String ALL = "all of the layer";

    /** The map of a probe. */
    public static ModuleHeat of(String probe, ModuleAblationEvidence evidence) {
        return new ModuleHeat("Which modules carry the effect: " + probe, evidence);
    }

    /** The figure: two panels with the same rows. */
    public SondeFigure figure() {
        var panels = List.of(
                panel("alone: layer (outside the layers: −1)", RegionEffect::alone),
                panel("lost without it: layer (outside the layers: −1)", RegionEffect::lost));
        String note = "blue: nats of the divergence from base, up to the largest of the panel  ·  amber: below 0, more "
                + "effect without it  ·  at the right: the kind of module over all layers"
                + (evidence.cellsLeftOut() > 0
                        ? "  ·  empty: beyond the budget (" + evidence.cellsLeftOut() + " modules)"
                        : "");
        return new SondeFigure(new Chart(title, alt(), note, panels), text());
    }

    private Chart.Panel panel(String xTitle, ToDoubleFunction<RegionEffect> value) {
        Map<String, Integer> rows = rows();
        double largest = all().stream()
                .mapToDouble(region -> Math.abs(value.applyAsDouble(region)))
                .max()
                .orElse(0);
        var cells = new ArrayList<Mark.Heat.Cell>();
        for (RegionEffect layer : evidence.layers()) {
            String row = layer.part().isEmpty() ? ALL : layer.part();
            cells.add(cell(layer, rows.getOrDefault(row, 0), value, largest));
        }
        evidence.cells().stream()
                .filter(cell -> cell.layer().isPresent())
                .forEach(cell -> cells.add(cell(cell, rows.getOrDefault(cell.part(), 0), value, largest)));
        List<Chart.Row> labels = rows.keySet().stream()
                .map(part -> new Chart.Row(part, "", ofPart(part, value)))
                .toList();
        return new Chart.Panel(xTitle, "", labels, List.of(new Mark.Heat(cells)));
    }

    /** Each row's label with its number from the top. */
    private Map<String, Integer> rows() {
        var rows = new LinkedHashMap<String, Integer>();
        if (evidence.layers().stream().anyMatch(layer -> layer.part().isEmpty())) {
            rows.put(ALL, 0);
        }
        all().stream()
                .map(RegionEffect::part)
                .filter(part -> !part.isEmpty())
                .forEach(part -> rows.putIfAbsent(part, rows.size()));
        return rows;
    }

    private List<RegionEffect> all() {
        var all = new ArrayList<>(evidence.parts());
        all.addAll(evidence.layers());
        all.addAll(evidence.cells());
        return all;
    }

    private String ofPart(String part, ToDoubleFunction<RegionEffect> value) {
        return evidence.parts().stream()
                .filter(region -> region.part().equals(part))
                .map(region -> Numbers.raw(value.applyAsDouble(region)))
                .findFirst()
                .orElse("");
    }

    private static Mark.Heat.Cell cell(
            RegionEffect region, int row, ToDoubleFunction<RegionEffect> value, double largest) {
        double strength = largest == 0 ? 0 : value.applyAsDouble(region) / largest;
        return new Mark.Heat.Cell(region.layer().orElse(OUTSIDE), row, OptionalDouble.of(strength), described(region));
    }

    private static String described(RegionEffect region) {
        return "%s: alone %s %s, lost %s %s"
                .formatted(
                        region.label(),
                        Numbers.raw(region.alone()),
                        Numbers.interval(region.aloneBand()),
                        Numbers.raw(region.lost()),
                        Numbers.interval(region.lostBand()));
    }

    private String alt() {
        return evidence.layers().stream()
                .map(layer -> layer.label() + " " + Numbers.raw(layer.alone()))
                .collect(joining(", ", "Effect of each layer alone, in nats: ", "."));
    }

    private String text() {
        return all().stream().map(ModuleHeat::described).collect(joining("\n"));
    }
}
