package dev.sonde.kernel.display;

import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteEntry;
import dev.sonde.table.Numbers;
import java.util.List;
import java.util.Map;

/** A suite before it is run: what it asks. */
final class PlanContent {

    private static final List<Grid.Head> HEADS = List.of(
            new Grid.Head("probe", false),
            new Grid.Head("kind", false),
            new Grid.Head("observations", true),
            new Grid.Head("weight", true));

    private PlanContent() {}

    static Map<String, Object> of(Suite suite) {
        return new Content()
                .title("Suite %s: %d probe%s, seed %d"
                        .formatted(
                                suite.title(),
                                suite.entries().size(),
                                suite.entries().size() == 1 ? "" : "s",
                                suite.defaults().seed()))
                .text("Run it with .run(model); .power() tells beforehand what it can show, .toYaml() makes it a file.")
                .sortable(Grid.of(
                        HEADS, suite.entries().stream().map(PlanContent::row).toList()))
                .bundle();
    }

    private static List<String> row(SuiteEntry entry) {
        var observations = entry.spec().observations();
        return List.of(
                entry.spec().name(),
                kind(entry.spec()),
                observations.isPresent() ? Numbers.count(observations.getAsInt()) : Numbers.MISSING,
                entry.enabled() ? Numbers.raw(entry.weight()) : "disabled");
    }

    private static String kind(ProbeSpec spec) {
        return ProbeRegistry.shared().all().stream()
                .map(probe -> probe.kind())
                .filter(kind -> kind.specType().isInstance(spec))
                .reduce((earlier, later) -> later)
                .map(kind -> kind.name())
                .orElse(spec.getClass().getSimpleName());
    }
}
