package dev.sonde.backend.djl;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.AdapterReport.ModuleReport;
import java.util.ArrayList;
import java.util.List;

/** Describes an adapter without running the model. */
final class AdapterReports {
    private AdapterReports() {}

    static AdapterReport of(AdaptationSource source, ModelWeights weights) {
        Adapter adapter = source.adapter();
        List<ModuleReport> modules = new ArrayList<>();
        for (AdapterModule module : adapter.modules()) {
            double weightNorm = weights.of(module.module()).norm();
            LowRank update = module.lowRank();
            if (update != null) {
                double norm = Math.abs(update.scale()) * update.productNorm();
                modules.add(new ModuleReport(
                        module.module().name(),
                        module.loraBias() == null ? "lora" : "lora+bias",
                        update.rank(),
                        update.scale(),
                        norm,
                        weightNorm,
                        update.zero() && module.loraBias() == null));
            }
            if (module.saved() != null) {
                double norm = source.savedNorm(module.module());
                int rank =
                        (int) Math.min(module.module().rows(), module.module().columns());
                modules.add(new ModuleReport(module.module().name(), "saved", rank, 1, norm, weightNorm, norm == 0));
            }
        }
        return new AdapterReport(
                name(adapter),
                "LORA",
                modules,
                adapter.tensors(),
                adapter.tensors(),
                List.of(),
                List.of(),
                warnings(modules));
    }

    static String name(Adapter adapter) {
        return adapter.directory().toAbsolutePath().normalize().getFileName().toString();
    }

    private static List<String> warnings(List<ModuleReport> modules) {
        long zero = modules.stream().filter(ModuleReport::zero).count();
        if (zero == 0) {
            return List.of();
        }
        return List.of("%d of %d modules have an all-zero update and change nothing. ".formatted(zero, modules.size())
                + "The adapter was saved before training, or training did not reach them.");
    }
}
