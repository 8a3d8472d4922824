package dev.sonde.report;

import static dev.sonde.report.Block.Column.Kind.CODE;
import static dev.sonde.report.Block.Column.Kind.NOTE;
import static dev.sonde.report.Block.Column.Kind.NUMBER;
import static dev.sonde.report.Block.Column.Kind.TEXT;
import static dev.sonde.report.Block.Column.Kind.VERDICT;

import dev.sonde.probe.Category;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.NullTest;
import dev.sonde.suite.Prospect;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The tables of a report. */
final class ReportTables {

    private final SuiteResult result;

    ReportTables(SuiteResult result) {
        this.result = result;
    }

    List<Block> probes() {
        var columns = List.of(
                column("probe", TEXT),
                column("kind", CODE),
                column("verdict", VERDICT),
                column("score", NUMBER),
                column("raw", NUMBER),
                column("interval", NUMBER),
                column("p", NUMBER),
                column("z", NUMBER),
                column("adj. p", NUMBER),
                column("noise floor", NUMBER),
                column("wall", NUMBER),
                column("note", NOTE));
        return grid(columns, result.probes().stream().map(ReportTables::probe).toList());
    }

    private static List<String> probe(ProbeResult<?> probe) {
        return List.of(
                probe.name(),
                probe.kind(),
                probe.verdict().name().toLowerCase(Locale.ROOT),
                Numbers.score(probe.score()),
                Numbers.raw(probe.raw(), probe.unit()),
                Numbers.interval(probe.interval()),
                probe.nullTest().map(test -> Numbers.p(test.pValue())).orElse(Numbers.MISSING),
                probe.nullTest().map(ReportTables::z).orElse(Numbers.MISSING),
                probe.nullTest().map(ReportTables::adjusted).orElse(Numbers.MISSING),
                Numbers.raw(probe.noiseFloor()),
                probe.wallMillis() == 0 ? Numbers.MISSING : Numbers.seconds(probe.wallMillis()),
                probe.message());
    }

    /** z is never shown without the number of nulls it rests on. */
    private static String z(NullTest test) {
        return test.nullSd() > 0 ? Numbers.z(test.z()) + " (m=" + test.nulls() + ")" : Numbers.MISSING;
    }

    /** With the suite's other probes allowed for. */
    private static String adjusted(NullTest test) {
        return test.adjusted().map(found -> Numbers.p(found.pValue())).orElse(Numbers.MISSING);
    }

    List<Block> nulls() {
        var columns = List.of(
                column("probe", TEXT),
                column("observed", NUMBER),
                column("null mean", NUMBER),
                column("null sd", NUMBER),
                column("m", NUMBER),
                column("z", NUMBER),
                column("p", NUMBER),
                column("adj. p", NUMBER),
                column("least p", NUMBER));
        return grid(
                columns,
                result.probes().stream()
                        .flatMap(probe -> probe.nullTest().stream().map(test -> nulls(probe.name(), test)))
                        .toList());
    }

    private static List<String> nulls(String name, NullTest test) {
        return List.of(
                name,
                Numbers.raw(test.observed()),
                Numbers.raw(test.nullMean()),
                Numbers.raw(test.nullSd()),
                Numbers.count(test.nulls()) + (test.stoppedEarly() ? " of " + Numbers.count(test.asked()) : ""),
                test.nullSd() > 0 ? Numbers.z(test.z()) : Numbers.MISSING,
                Numbers.p(test.pValue()),
                adjusted(test),
                Numbers.p(test.floor()));
    }

    /** The smallest distance of a mean from a threshold that is shown with 80 %, by number of prompts. */
    List<Block> prospects() {
        var columns = List.of(
                column("probe", TEXT),
                column("n", NUMBER),
                column("sd", NUMBER),
                column("n shows", NUMBER),
                column("2n show", NUMBER),
                column("4n show", NUMBER),
                column("m", NUMBER),
                column("m show", NUMBER));
        return grid(
                columns,
                Prospect.after(result).stream().map(ReportTables::prospect).toList());
    }

    private static List<String> prospect(Prospect found) {
        int n = found.observations();
        return List.of(
                found.probe(),
                Numbers.count(n),
                Numbers.raw(found.sd(), found.unit()),
                Numbers.raw(found.detectable(n)),
                Numbers.raw(found.detectable(2 * n)),
                Numbers.raw(found.detectable(4 * n)),
                found.nulls() == 0 ? Numbers.MISSING : Numbers.count(found.nulls()),
                found.detectableAgainstNulls().isEmpty()
                        ? Numbers.MISSING
                        : Numbers.raw(found.detectableAgainstNulls()) + " sd of theirs");
    }

    List<Block> components() {
        var scores = result.score().categories();
        return grid(
                List.of(column("category", TEXT), column("score", NUMBER)),
                Arrays.stream(Category.values())
                        .filter(scores::containsKey)
                        .map(category -> List.of(
                                category.name().toLowerCase(Locale.ROOT),
                                Numbers.score(OptionalDouble.of(scores.getOrDefault(category, Double.NaN)))))
                        .toList());
    }

    List<Block> cache() {
        var columns = List.of(
                column("probe", TEXT),
                column("lookups", NUMBER),
                column("hits", NUMBER),
                column("misses", NUMBER),
                column("hit rate", NUMBER),
                column("wall ms", NUMBER));
        return grid(
                columns,
                result.trace().perProbe().stream()
                        .map(rate -> List.of(
                                rate.key(),
                                Numbers.count(rate.lookups()),
                                Numbers.count(rate.hits()),
                                Numbers.count(rate.misses()),
                                rate.lookups() == 0 ? Numbers.MISSING : Numbers.percent(rate.rate()),
                                Numbers.millis(rate.wallMs())))
                        .toList());
    }

    List<Block> prompts() {
        return result.probes().stream()
                .filter(probe -> !promptsOf(probe).isEmpty())
                .<Block>map(probe ->
                        new Block.Folded(probe.name() + ": " + promptsOf(probe).size() + " prompts", prompts(probe)))
                .toList();
    }

    private static List<Block> prompts(ProbeResult<?> probe) {
        String value = probe.unit().isEmpty() ? "value" : probe.unit();
        return grid(
                List.of(column("prompt", TEXT), column(value, NUMBER), column("base", CODE), column("tuned", CODE)),
                promptsOf(probe).stream()
                        .map(prompt ->
                                List.of(prompt.prompt(), Numbers.raw(prompt.value()), prompt.base(), prompt.tuned()))
                        .toList());
    }

    private static List<PromptValue> promptsOf(ProbeResult<?> probe) {
        return probe.evidence().map(evidence -> evidence.perPrompt()).orElse(List.of());
    }

    private static Block.Column column(String name, Block.Column.Kind kind) {
        return new Block.Column(name, kind);
    }

    private static List<Block> grid(List<Block.Column> columns, List<List<String>> rows) {
        return rows.isEmpty() ? List.of() : List.of(new Block.Grid(columns, rows));
    }
}
