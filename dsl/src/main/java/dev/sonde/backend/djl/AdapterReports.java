package dev.sonde.backend.djl;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.AdapterReport.ModuleReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Describes an adapter without running the model. */
final class AdapterReports {
    private static final double ROUNDING = 1e-6;

    private AdapterReports() {}

    static AdapterReport of(AdaptationSource source, DjlModel model) {
        ModelWeights weights = model.weights();
        Adapter adapter = source.adapter();
        List<ModuleReport> modules = new ArrayList<>();
        for (AdapterModule module : adapter.modules()) {
            modules.addAll(reports(
                    module,
                    source.norms(module.module()),
                    weights.of(module.module()).norm()));
        }
        return new AdapterReport(
                name(adapter),
                "LORA",
                modules,
                adapter.tensors(),
                adapter.tensors(),
                List.of(),
                List.of(),
                Stream.concat(
                                AdapterWarnings.of(adapter, model.architecture(), model.folder()).stream(),
                                zeros(modules).stream())
                        .toList());
    }

    private static List<ModuleReport> reports(AdapterModule module, ChangeNorms norms, double weightNorm) {
        String name = module.module().name();
        LowRank update = module.lowRank();
        List<ModuleReport> reports = new ArrayList<>();
        if (update != null) {
            boolean dora = module.magnitude() != null;
            double delta = dora ? norms.weight() : norms.lowRank();
            // what is left of an untrained magnitude is rounding
            boolean still = dora ? delta <= ROUNDING * weightNorm : update.zero();
            reports.add(new ModuleReport(
                    name, module.kind(), update.rank(), update.scale(), delta, weightNorm, still && norms.bias() == 0));
        }
        if (norms.full() > 0 && module.magnitude() == null || module.saved() != null && update == null) {
            int rank = (int) Math.min(module.module().rows(), module.module().columns());
            reports.add(new ModuleReport(name, "saved", rank, 1, norms.full(), weightNorm, norms.full() == 0));
        } else if (update == null && module.savedBias() != null) {
            reports.add(new ModuleReport(name, "bias", 0, 1, norms.bias(), weightNorm, norms.bias() == 0));
        }
        return reports;
    }

    static String name(Adapter adapter) {
        return adapter.directory().toAbsolutePath().normalize().getFileName().toString();
    }

    private static List<String> zeros(List<ModuleReport> modules) {
        long zero = modules.stream().filter(ModuleReport::zero).count();
        if (zero == 0) {
            return List.of();
        }
        return List.of("%d of %d modules have an all-zero update and change nothing. ".formatted(zero, modules.size())
                + "The adapter was saved before training, or training did not reach them.");
    }
}
