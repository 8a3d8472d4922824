package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.probe.positionshift.PositionShiftEvidence;
import dev.sonde.probe.positionshift.PositionShiftEvidence.ClassShare;
import dev.sonde.probe.positionshift.PositionShiftEvidence.Stretch;
import dev.sonde.probe.positionshift.ShiftClass;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How the change runs along a text, and how far down base ranks what the tuned view would say.
 *
 * @param title of the figure
 * @param evidence what was measured
 */
public record PositionCurve(String title, PositionShiftEvidence evidence) {

    /** The curve of a probe. */
    public static PositionCurve of(String probe, PositionShiftEvidence evidence) {
        return new PositionCurve("Where in a text the change sits: " + probe, evidence);
    }

    /** The figure: divergence by position, single texts thin; below, the shares of the classes. */
    public SondeFigure figure() {
        return new SondeFigure(
                new Chart(
                        title,
                        text().replace("\n", "; "),
                        "thick: mean over texts, in stretches that double  ·  shaded: 95 % interval over texts, each stretch "
                                + "by itself  ·  thin: single texts  ·  unshifted: base's first choice too, marginal: its "
                                + "second or third",
                        List.of(curve(), shares())),
                text());
    }

    private Chart.Panel curve() {
        var marks = new ArrayList<Mark>();
        List<Stretch> stretches = evidence.byPosition();
        List<Stretch> known =
                stretches.stream().filter(each -> each.interval().isPresent()).toList();
        if (!known.isEmpty()) {
            marks.add(new Mark.Area(
                    known.stream()
                            .map(each -> new Mark.Xy(middle(each), end(each, true)))
                            .toList(),
                    known.stream()
                            .map(each -> new Mark.Xy(middle(each), end(each, false)))
                            .toList(),
                    "95 % interval over texts"));
        }
        evidence.texts()
                .forEach(text -> marks.add(new Mark.Line(
                        text.positions().stream()
                                .map(each -> new Mark.Xy(each.position(), each.nats()))
                                .toList(),
                        Tone.QUIET,
                        true,
                        text.prompt().isEmpty() ? text.text() : text.prompt())));
        marks.add(new Mark.Line(
                stretches.stream()
                        .map(each -> new Mark.Xy(middle(each), each.mean()))
                        .toList(),
                Tone.MAIN,
                false,
                "mean over texts"));
        return new Chart.Panel("token of the text", "nats", List.of(), marks);
    }

    private static double middle(Stretch stretch) {
        return (stretch.from() + stretch.to()) / 2.0;
    }

    private static double end(Stretch stretch, boolean lower) {
        return stretch.interval()
                .map(found -> lower ? found.lower() : found.upper())
                .orElse(stretch.mean());
    }

    private Chart.Panel shares() {
        List<ClassShare> classes = evidence.classes();
        List<Chart.Row> rows = classes.stream()
                .map(each -> new Chart.Row(name(each.kind()), "", Numbers.percent(each.share())))
                .toList();
        List<Mark> marks = IntStream.range(0, classes.size())
                .<Mark>mapToObj(row -> new Mark.Point(
                        new Mark.Xy(classes.get(row).share(), row),
                        bound(classes.get(row), true),
                        bound(classes.get(row), false),
                        Tone.MAIN,
                        name(classes.get(row).kind())))
                .toList();
        return new Chart.Panel("share of positions", "", rows, marks);
    }

    private static OptionalDouble bound(ClassShare share, boolean lower) {
        return share.interval()
                .map(found -> OptionalDouble.of(lower ? found.lower() : found.upper()))
                .orElse(OptionalDouble.empty());
    }

    private static String name(ShiftClass kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private String text() {
        String curve = evidence.byPosition().stream()
                .map(each -> "tokens %d-%d  %s nats  %s"
                        .formatted(each.from(), each.to(), Numbers.raw(each.mean()), Numbers.interval(each.interval())))
                .collect(joining("\n"));
        return evidence.classes().stream()
                .map(each -> name(each.kind()) + "  " + Numbers.percent(each.share()) + "  "
                        + Numbers.interval(each.interval()))
                .collect(joining("\n", curve + "\n", ""));
    }
}
