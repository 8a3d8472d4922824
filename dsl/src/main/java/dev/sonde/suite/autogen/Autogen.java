package dev.sonde.suite.autogen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.stop.StopPoint;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.suite.document.SourceDocument;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Makes a starter suite of the document that an adapter was trained on: to be read, edited and run.
 *
 * <p>Prompts are sampled over all sections in turn, beginnings of sentences are cut in their middle, questions are worded
 * otherwise by rules. The file holds neither a time nor a path of this machine, so that making it again changes nothing
 * that the document did not change.
 *
 * <p>Other than the reference: it takes the first questions of the document only, and cuts at the first full stop; every
 * section counts as trained on; a preference's rejected answer is part of the style to reach.
 */
public final class Autogen {

    private Autogen() {}

    /**
     * The suite of a document.
     *
     * @throws IllegalArgumentException if the document has no text, or no section of a name to hold out
     */
    public static StarterSuite of(SourceDocument document, AutogenSettings settings) {
        if (document.sections().isEmpty()) {
            throw new IllegalArgumentException("Document '%s' has no text to ask about.".formatted(document.name()));
        }
        var material = Material.of(document, settings);
        var entries = new ArrayList<SuiteText.Entry>();
        var omitted = new ArrayList<String>();
        for (Emission emission : Emission.ALL) {
            StopPoint.pass(SuiteText.WRITING);
            Optional<ObjectNode> found = emission.settings().apply(material, settings);
            boolean known = ProbeRegistry.shared().find(emission.kind()).isPresent();
            if (found.isPresent() && known) {
                entries.add(new SuiteText.Entry(emission.name(), emission.kind(), emission.purpose(), found.get()));
            } else {
                omitted.add("%s: %s"
                        .formatted(emission.kind(), known ? emission.lacking() : "this version has no such probe"));
            }
        }
        String yaml = new SuiteText(document, settings, entries, omitted).yaml();
        Suite suite = SuiteYaml.parse(
                yaml, "the suite of " + document.name(), settings.directory(), SuiteYaml.UnbuiltKinds.REFUSE);
        return new StarterSuite(suite, yaml, document, omitted);
    }
}
