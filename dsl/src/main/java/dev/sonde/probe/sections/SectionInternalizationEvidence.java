package dev.sonde.probe.sections;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.Figure;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * The lift of each section.
 *
 * @param perSection sections that were scored, in the order of the spec
 * @param controlBaseNll base's cost of the controls, in nats per token
 * @param controlTunedNll that of the view under test
 * @param controlLift share of base's cost that is saved on the controls; negative where the adapter harms them, and then
 *     not credited to the sections
 * @param internalized sections shown to reach the threshold
 * @param notInternalized sections shown to stay below it; the others are undecided
 * @param dropped sections that could not be scored, each with the reason; they count nowhere
 */
public record SectionInternalizationEvidence(
        List<SectionLift> perSection,
        double controlBaseNll,
        double controlTunedNll,
        double controlLift,
        int internalized,
        int notInternalized,
        List<String> dropped)
        implements Evidence {

    /** Copies the lists. */
    public SectionInternalizationEvidence {
        perSection = List.copyOf(perSection);
        dropped = List.copyOf(dropped);
    }

    /** The effective lift of each section. */
    @Override
    public List<PromptValue> perPrompt() {
        return perSection.stream()
                .map(section -> new PromptValue(
                        section.id(),
                        section.effective(),
                        Figure.of(section.baseNll()) + " nats",
                        Figure.of(section.tunedNll()) + " nats"))
                .toList();
    }
}
