package dev.sonde.kernel.display;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.AdapterReport.ModuleReport;
import dev.sonde.suite.AdapterCheck;
import dev.sonde.table.AdapterTable;
import dev.sonde.table.Numbers;
import java.util.List;
import java.util.Map;

/** What an adapter consists of. */
final class AdapterContent {
    private AdapterContent() {}

    static Map<String, Object> of(AdapterReport report) {
        return described(new Content(), report).bundle();
    }

    static Map<String, Object> of(AdapterCheck check) {
        return described(new Content().text(check.conclusion()), check.report()).bundle();
    }

    private static Content described(Content content, AdapterReport report) {
        if (report.adapterName().isEmpty() && report.modules().isEmpty()) {
            return content.title("No adapter: base and tuned model are the same.");
        }
        content.title("Adapter %s (%s): %s"
                        .formatted(
                                report.adapterName(),
                                report.type(),
                                report.inert() ? "changes nothing, every module's update is zero" : norms(report)))
                .text("%,d tensors found, %,d matched; %,d modules adapted."
                        .formatted(
                                report.tensorsFound(),
                                report.tensorsMatched(),
                                report.modules().size()))
                .warnings(report.warnings());
        named(content, "Tensors of no module of the model", report.unmatchedTensors());
        named(content, "Modules that the configuration targets and the file does not hold", report.unmatchedModules());
        return content.table(AdapterTable.modules(report));
    }

    private static void named(Content content, String what, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > 10 ? ", … %,d more".formatted(names.size() - 10) : "";
            content.text(
                    "%s: %s%s".formatted(what, String.join(", ", names.subList(0, Math.min(10, names.size()))), more));
        }
    }

    private static String norms(AdapterReport report) {
        double[] relative = report.modules().stream()
                .mapToDouble(ModuleReport::relativeNorm)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return relative.length == 0
                ? "‖ΔW‖/‖W‖ is not known"
                : "‖ΔW‖/‖W‖ is %s to %s, median %s"
                        .formatted(
                                Numbers.raw(relative[0]),
                                Numbers.raw(relative[relative.length - 1]),
                                Numbers.raw(relative[relative.length / 2]));
    }
}
