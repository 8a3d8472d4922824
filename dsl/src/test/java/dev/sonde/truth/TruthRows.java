package dev.sonde.truth;

import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.boundary.BoundaryAuditSpec;
import dev.sonde.probe.boundary.BoundaryCase;
import dev.sonde.probe.clusterkl.ClusterKlSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.drift.CalibrationDriftSpec;
import dev.sonde.probe.gradientghost.GradientGhostSpec;
import dev.sonde.probe.leakage.LeakageSpec;
import dev.sonde.probe.mergeloss.MergeLossSpec;
import dev.sonde.probe.modules.ModuleAblationSpec;
import dev.sonde.probe.multiturn.MultiTurnSpec;
import dev.sonde.probe.paraphrase.ParaphraseCase;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec;
import dev.sonde.probe.perplexity.ExternalPerplexitySpec;
import dev.sonde.probe.positionshift.PositionShiftSpec;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.promptcollapse.PromptCollapseSpec;
import dev.sonde.probe.retention.CapabilityRetentionSpec;
import dev.sonde.probe.revert.AdapterRevertSpec;
import dev.sonde.probe.revert.RevertCase;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import dev.sonde.probe.style.StyleFingerprintSpec;
import dev.sonde.probe.tooluse.ToolUseFidelitySpec;
import dev.sonde.probe.trainingdrift.TrainingDriftSpec;
import java.util.List;
import java.util.stream.Stream;

/** The probes of the table, one line each: a new probe is a new line. */
final class TruthRows {
    private static final int ANSWER = 16; // tokens

    private TruthRows() {}

    static List<TruthRow> of(Material m) {
        List<String> asked = first(12, m.statements());
        return List.of(
                new TruthRow(DeltaKlSpec.of("document", asked), "moves what the document is about"),
                new TruthRow(
                        DeltaKlSpec.of("everyday", first(12, m.everyday())).withAssertMeanLte(0.05),
                        "leaves everything else alone"),
                new TruthRow(
                        AdapterAblationSpec.of("shape", first(8, m.statements())), "grows evenly with its strength"),
                new TruthRow(
                        PromptCollapseSpec.of("context", first(8, m.statements()))
                                .withContextLengths(32, 64),
                        "holds behind other text"),
                new TruthRow(ModuleAblationSpec.of("modules", first(8, m.statements())), "has an effect to map"),
                new TruthRow(
                        PositionShiftSpec.of("positions", first(8, m.statements()))
                                .withPositions(8),
                        "changes answers"),
                new TruthRow(PreferenceFlipSpec.of("preferences", triples(m)), "prefers the right answers"),
                new TruthRow(ParaphraseInvarianceSpec.of("wordings", cases(m)), "knows the answers in other words"),
                new TruthRow(
                        SectionInternalizationSpec.of("sections", sections(m)).withControls(controls(m)),
                        "predicts the document better"),
                new TruthRow(
                        StyleFingerprintSpec.of("style", first(20, m.statements()), prose(m))
                                .withMaxNewTokens(64),
                        "writes like the document"),
                new TruthRow(
                        CalibrationDriftSpec.of("knowledge").withItems(m.knowledge()), "still knows what base knew"),
                new TruthRow(
                        CapabilityRetentionSpec.of("capability")
                                .withItems(m.knowledge())
                                .withMargin(0.1),
                        "still answers right"),
                new TruthRow(ExternalPerplexitySpec.of("prose").withTexts(m.prose()), "still reads other prose"),
                new TruthRow(
                        ClusterKlSpec.of("topics", together(asked, first(12, m.everyday()))),
                        "moves one topic, not all"),
                new TruthRow(MergeLossSpec.of("merged", first(8, m.statements())), "keeps its effect when merged"),
                new TruthRow(LeakageSpec.of("recital", m.sections()), "does not recite the document"),
                new TruthRow(
                        AdapterRevertSpec.of("answers", reverts(m)).withMaxNewTokens(ANSWER),
                        "answers in other words, too"),
                new TruthRow(
                        MultiTurnSpec.of("dialogue", first(8, m.chats())).withTurns(3, 32), "holds on in a dialogue"),
                new TruthRow(
                        ToolUseFidelitySpec.of("tools", ToolCases.all())
                                .withAssertValidityDeltaGte(-0.2)
                                .withAssertHallucinationLte(0.25),
                        "still calls tools"),
                new TruthRow(GradientGhostSpec.of("files"), "has real updates"),
                new TruthRow(TrainingDriftSpec.of("log"), "was trained without trouble"),
                new TruthRow(
                        BoundaryAuditSpec.of("tokens", boundaries(m)), "is asked about the tokens that are meant"));
    }

    private static List<RevertCase> reverts(Material m) {
        return m.facts().stream()
                .map(fact -> new RevertCase(fact.question(), fact.answer(), fact.wordings()))
                .toList();
    }

    private static List<BoundaryCase> boundaries(Material m) {
        return m.facts().stream()
                .map(fact -> new BoundaryCase(fact.question(), fact.answer()))
                .toList();
    }

    private static <T> List<T> first(int count, List<T> all) {
        return all.subList(0, Math.min(count, all.size()));
    }

    private static List<String> together(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<PreferenceTriple> triples(Material m) {
        return m.facts().stream()
                .map(fact -> new PreferenceTriple(fact.question(), fact.answer(), fact.wrong()))
                .toList();
    }

    private static List<ParaphraseCase> cases(Material m) {
        return m.facts().stream()
                .map(fact -> new ParaphraseCase(fact.question(), fact.answer(), fact.wordings()))
                .toList();
    }

    private static List<Section> sections(Material m) {
        return m.sections().stream()
                .map(Material::titled)
                .map(parts -> Section.prose(parts.get(0), parts.get(1)))
                .toList();
    }

    private static List<String> controls(Material m) {
        return m.prose().isEmpty() ? m.everyday() : m.prose();
    }

    private static String prose(Material m) {
        return String.join(
                "\n\n",
                m.sections().stream()
                        .map(section -> Material.titled(section).get(1))
                        .toList());
    }
}
