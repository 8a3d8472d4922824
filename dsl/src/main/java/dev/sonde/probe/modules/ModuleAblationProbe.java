package dev.sonde.probe.modules;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which layers and modules of the adapter carry its effect?
 *
 * <p>For each region R of the adapter (a layer, a kind of module over all layers, a single module) two values in nats, means
 * over the prompts: {@code alone = D(base, only R)}, the divergence of base from the adapter with R only, and
 * {@code lost = D(base, all) - D(base, all but R)}. A region that does much alone suffices; one whose loss is felt is
 * needed. Where several do the same, neither is needed and each suffices; effects do not add up to the whole.
 *
 * <p>The raw value is the divergence of the whole adapter, and null adapters are measured as a whole only: they say whether
 * there is anything to map ({@link EffectRule}). The map says where, with bands that hold for all regions of a list at
 * once; it is not itself compared with random weights, which act somewhere too.
 *
 * <p>Cost: 2 forward passes a prompt, 2 more for each region; with null adapters 1 a prompt for each. Layers first, then
 * kinds, then single modules of the layers that do most, up to {@link ModuleAblationSpec#budget}. An adapter without a
 * measurable effect costs the first 2 only.
 */
public final class ModuleAblationProbe implements Probe<ModuleAblationSpec, ModuleAblationEvidence> {

    private static final ProbeKind<ModuleAblationSpec, ModuleAblationEvidence> KIND = new ProbeKind<>(
            "module_ablation", Category.ABLATION, ModuleAblationSpec.class, ModuleAblationEvidence.class, true);
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.PARTIAL);

    @Override
    public ProbeKind<ModuleAblationSpec, ModuleAblationEvidence> kind() {
        return KIND;
    }

    /** Base and the whole adapter; what follows depends on them. */
    @Override
    public List<Evaluation<?>> plan(ModuleAblationSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return List.of();
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        return Stream.<Evaluation<?>>concat(
                        questions.under(View.BASE).stream(), questions.under(context.tuned()).stream())
                .toList();
    }

    @Override
    public ProbeResult<ModuleAblationEvidence> run(ModuleAblationSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.SKIP,
                    "The backend cannot show the adapter without some of its modules. "
                            + "Choose one that holds the adapter's weights.");
        }
        if (context.adaptedModules().isEmpty()) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, "The adapter names no modules to look at one by one.");
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var base = context.readAll(questions.under(View.BASE));
        var tuned = context.readAll(questions.under(context.tuned()));
        double[] whole = questions.shifts(spec.divergence(), base, tuned).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        var map = new ModuleMap(spec, context, questions, base, whole);
        double noise = spec.divergence().floorIn(context).orElse(0);
        boolean mapped =
                context.tuned() instanceof View.FineTuned && Summary.of(whole).mean() > noise;
        if (mapped) {
            map.measure();
        }
        return result(spec, context, whole, mapped, map, evidence(spec, context, map, whole, base, tuned));
    }

    private static ProbeResult<ModuleAblationEvidence> result(
            ModuleAblationSpec spec,
            ProbeContext context,
            double[] whole,
            boolean mapped,
            ModuleMap map,
            ModuleAblationEvidence evidence) {
        double raw = evidence.effect();
        var effect = new Effect(
                evidence.exact() ? "Mean shift" : "Mean shift of at least",
                raw,
                "nats",
                whole.length,
                MeanInterval.divergence(
                        whole,
                        MeanInterval.DEFAULT_LEVEL,
                        context.seed("interval"),
                        spec.divergence().largest()),
                context.nulls().map(nulls -> nulls.test(raw)),
                spec.divergence().floorIn(context));
        var conclusion = new EffectRule(spec.assertMeanGte(), spec.assertZGte()).conclude(effect);
        if (mapped) {
            double noise = effect.noiseFloor().orElse(0);
            conclusion = conclusion.and(new MapRule(raw, noise).conclude(map, whole.length, spec.budget()));
        }
        return ProbeResult.of(spec, KIND, effect, conclusion, evidence);
    }

    private static ModuleAblationEvidence evidence(
            ModuleAblationSpec spec,
            ProbeContext context,
            ModuleMap map,
            double[] whole,
            List<TokenDistribution> base,
            List<TokenDistribution> tuned) {
        var perPrompt = new ArrayList<PromptValue>();
        boolean exact = true;
        for (int i = 0; i < whole.length; i++) {
            perPrompt.add(new PromptValue(
                    spec.prompts().get(i),
                    whole[i],
                    NextTokens.best(base.get(i), context),
                    NextTokens.best(tuned.get(i), context)));
            exact &= Alignment.of(base.get(i), tuned.get(i)).exact();
        }
        return new ModuleAblationEvidence(
                spec.divergence(),
                Summary.of(whole).mean(),
                map.layers(),
                map.parts(),
                map.cellsMeasured(),
                map.cellsLeftOut(),
                map.bands(),
                map.forwardPasses(),
                perPrompt,
                exact);
    }
}
