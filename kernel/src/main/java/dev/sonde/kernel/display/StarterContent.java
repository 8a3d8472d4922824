package dev.sonde.kernel.display;

import dev.sonde.suite.autogen.StarterSuite;
import java.util.List;
import java.util.Map;

/** A starter suite: what is in it, and what is not. */
final class StarterContent {

    private static final List<Grid.Head> HEADS = List.of(new Grid.Head("probe", false), new Grid.Head("kind", false));

    private StarterContent() {}

    static Map<String, Object> of(StarterSuite starter) {
        var content = new Content()
                .title("A starter suite of %s: %d probes"
                        .formatted(
                                starter.document().name(),
                                starter.suite().entries().size()))
                .text("%d sections. Run it with .suite.run(model), or write it to a file and edit it."
                        .formatted(starter.document().sections().size()))
                .warnings(starter.document().notes())
                .grid(Grid.of(
                        HEADS,
                        starter.probes().stream()
                                .map(probe -> List.of(probe.getKey(), probe.getValue()))
                                .toList()));
        starter.omitted().forEach(reason -> content.text("Left out: " + reason));
        return content.bundle();
    }
}
