package dev.sonde.probe.modules;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * The map of an adapter's effect. Effects of regions do not add up to the whole: divergences grow with the square of a
 * small change, and what one module does another may do too.
 *
 * @param divergence how answers were compared with base's
 * @param effect mean divergence of the whole adapter from base, in nats
 * @param layers one per layer, in the model's order; empty where the map was not measured
 * @param parts one per kind of module over all layers; empty with a single kind, or where the budget did not suffice
 * @param cells single modules, of the layers that do most first; those that the budget did not reach are missing
 * @param cellsLeftOut how many
 * @param bands how the bands were made, with their level, for people; empty below 4 prompts
 * @param forwardPasses what the probe asked for in all, base and the whole adapter included
 * @param perPrompt divergence of the whole adapter after each prompt, in nats
 * @param exact false: only the best tokens of an answer were known, and the divergences are lower bounds
 */
public record ModuleAblationEvidence(
        Divergence divergence,
        double effect,
        List<RegionEffect> layers,
        List<RegionEffect> parts,
        List<RegionEffect> cells,
        int cellsLeftOut,
        String bands,
        int forwardPasses,
        List<PromptValue> perPrompt,
        boolean exact)
        implements Evidence {

    /** Copies the lists. */
    public ModuleAblationEvidence {
        layers = List.copyOf(layers);
        parts = List.copyOf(parts);
        cells = List.copyOf(cells);
        perPrompt = List.copyOf(perPrompt);
    }
}
