package dev.sonde.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.sonde.plot.ForestPlot;
import dev.sonde.plot.HitRateBars;
import dev.sonde.plot.SondeFigure;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteScore;
import dev.sonde.table.Grade;
import dev.sonde.table.Numbers;
import dev.sonde.table.Thresholds;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Makes the sections of a report from a result, leaving out those that would be empty. */
final class ReportSections {

    private final SuiteResult result;
    private final Thresholds thresholds;

    ReportSections(SuiteResult result) {
        this.result = result;
        this.thresholds = Thresholds.of(result.suiteYaml());
    }

    ReportModel model() {
        var tables = new ReportTables(result);
        var sections = new ArrayList<ReportModel.Section>();
        add(sections, "Findings", bullets(result.score().findings()));
        add(sections, "Probes", tables.probes());
        add(sections, "Figures", figures());
        add(sections, "Null adapters", tables.nulls());
        add(sections, "What more would show", tables.prospects());
        add(sections, "Components", tables.components());
        add(sections, "Cache", tables.cache());
        add(sections, "Modules", new ModuleMaps(result).blocks());
        add(sections, "Categories", new CategoryBlocks(result).blocks());
        add(sections, "Data", tables.prompts());
        add(sections, "Method", bullets(new MethodNotes(result, thresholds).notes()));
        add(sections, "Environment", environment());
        add(sections, "Run it again", again());
        return new ReportModel(result.title(), header(), sections, footer());
    }

    private static void add(List<ReportModel.Section> sections, String title, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            sections.add(new ReportModel.Section(title, blocks));
        }
    }

    private List<Block.Fact> header() {
        String adapter = result.model().adapterName();
        var score = result.score();
        return List.of(
                new Block.Fact("Result", outcome()),
                new Block.Fact("Overall", overall(score)),
                new Block.Fact("Base", result.model().name()),
                new Block.Fact("Adapter", adapter.isEmpty() ? "(base only)" : adapter),
                new Block.Fact("Seed", Long.toString(result.seed())),
                new Block.Fact("Wall", Numbers.seconds(result.wallMillis())),
                new Block.Fact(
                        "Started",
                        result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private static String overall(SuiteScore score) {
        return Grade.of(score)
                + score.interval()
                        .map(range -> String.format(
                                Locale.ROOT,
                                ", %s interval %.2f to %.2f: %s",
                                Numbers.level(range).replace(" interval", ""),
                                range.lower(),
                                range.upper(),
                                range.method()))
                        .orElse("");
    }

    private String outcome() {
        if (result.probes().isEmpty()) {
            return "not passed: nothing was measured, the suite has no probes";
        }
        var counts = result.probes().stream()
                .collect(groupingBy(ProbeResult::verdict, () -> new TreeMap<Verdict, Long>(), counting()));
        String each = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(joining(", "));
        return (result.passed() ? "passed" : "not passed") + ": " + each
                + (result.measured() ? "" : "; nothing was measured")
                + (result.complete() ? "" : "; interrupted, so this is a part of the suite");
    }

    private List<Block> figures() {
        var figures = new ArrayList<SondeFigure>();
        if (result.probes().stream().anyMatch(probe -> probe.raw().isPresent())) {
            figures.add(ForestPlot.of("Measured values and intervals", result));
        }
        var evidence = new EvidenceFigures(result);
        evidence.nulls().ifPresent(figures::add);
        figures.addAll(evidence.curves());
        figures.addAll(evidence.maps());
        figures.addAll(evidence.positions());
        if (result.trace().perProbe().stream().anyMatch(rate -> rate.lookups() > 0)) {
            figures.add(HitRateBars.of(result.trace()));
        }
        return figures.stream().<Block>map(Block.Picture::new).toList();
    }

    private List<Block> environment() {
        var facts = new ArrayList<Block.Fact>();
        new TreeMap<>(result.environment()).forEach((key, value) -> facts.add(new Block.Fact(key, value)));
        new TreeMap<>(result.model().content())
                .forEach((key, value) -> facts.add(new Block.Fact("model " + key, value)));
        facts.add(new Block.Fact("model id", result.model().id()));
        return List.of(new Block.Facts(facts));
    }

    private List<Block> again() {
        return result.suiteYaml().isBlank()
                ? List.of()
                : List.of(
                        new Block.Paragraph("Save as suite.yaml, then: sonde run suite.yaml"),
                        new Block.Code("yaml", result.suiteYaml()));
    }

    private String footer() {
        var parts = new ArrayList<String>();
        var served = result.statistics();
        if (served.lookups() > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "cache: %d/%d = %.0f%%",
                    served.cacheHits(),
                    served.lookups(),
                    100 * served.hitRate()));
            if (served.batches() > 0) {
                double average = (double) served.forwardPasses() / served.batches();
                parts.add(String.format(Locale.ROOT, "batches: %d (avg=%.1f)", served.batches(), average));
            }
        }
        parts.add("wall: " + Numbers.seconds(result.wallMillis()));
        String version = result.environment().get("sonde");
        if (version != null) {
            parts.add("sonde " + version);
        }
        return String.join(" | ", parts);
    }

    private static List<Block> bullets(List<String> points) {
        return points.isEmpty() ? List.of() : List.of(new Block.Bullets(points));
    }
}
