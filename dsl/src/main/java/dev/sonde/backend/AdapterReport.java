package dev.sonde.backend;

import java.util.List;

/**
 * What an adapter consists of: the answer to "does it do anything at all?" before any probe.
 *
 * @param adapterName for people; empty without an adapter
 * @param type such as {@code LORA}; {@code none} without an adapter
 * @param modules one entry per adapted module, in the model's order
 * @param tensorsFound tensors in the adapter's file
 * @param tensorsMatched of these, how many belong to a module of the model
 * @param unmatchedTensors names of tensors that belong to no module
 * @param unmatchedModules modules that the configuration targets and the file has no tensors for
 * @param warnings in plain words, with what to do
 */
public record AdapterReport(
        String adapterName,
        String type,
        List<ModuleReport> modules,
        int tensorsFound,
        int tensorsMatched,
        List<String> unmatchedTensors,
        List<String> unmatchedModules,
        List<String> warnings) {

    /**
     * One adapted module.
     *
     * @param module its name in the model, such as {@code model.layers.3.self_attn.q_proj}
     * @param kind such as {@code lora}
     * @param rank of the update
     * @param scale alpha / rank, or alpha / sqrt(rank) with rsLoRA: what really multiplies BA
     * @param deltaNorm Frobenius norm of scale * BA
     * @param weightNorm Frobenius norm of the base weight
     * @param zero whether B (or A) is all zeros, so that the module changes nothing
     */
    public record ModuleReport(
            String module, String kind, int rank, double scale, double deltaNorm, double weightNorm, boolean zero) {

        /** How large the change is, relative to the weight: deltaNorm / weightNorm. */
        public double relativeNorm() {
            return deltaNorm / weightNorm;
        }
    }

    /** Copies the lists. */
    public AdapterReport {
        modules = List.copyOf(modules);
        unmatchedTensors = List.copyOf(unmatchedTensors);
        unmatchedModules = List.copyOf(unmatchedModules);
        warnings = List.copyOf(warnings);
    }

    /** The report of a model that has no adapter. */
    public static AdapterReport none() {
        return new AdapterReport("", "none", List.of(), 0, 0, List.of(), List.of(), List.of());
    }

    /** Whether there are modules and the update of each is zero, so that the adapter cannot change anything. */
    public boolean inert() {
        return !modules.isEmpty() && modules.stream().allMatch(ModuleReport::zero);
    }
}
