package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.suite.mine.MinedOutliers;
import dev.sonde.suite.mine.MinedPrompt;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The prompts that an adapter moves most, beside what null adapters do to them. */
public final class MinedBars {
    private static final int LONGEST_LABEL = 40;

    private MinedBars() {}

    /** The figure of the first {@code k} prompts. */
    public static SondeFigure of(MinedOutliers mined, int k) {
        List<MinedPrompt> top = mined.top(k);
        var rows = new ArrayList<Chart.Row>();
        var marks = new ArrayList<Mark>();
        for (MinedPrompt each : top) {
            int row = rows.size();
            String value = Numbers.raw(OptionalDouble.of(each.shift()), "nats");
            each.nullMedian()
                    .ifPresent(median -> marks.add(
                            new Mark.RowBand(row, 0, median, "null adapters, median: " + Numbers.raw(median))));
            var own = OptionalDouble.of(each.shift());
            marks.add(
                    new Mark.Point(new Mark.Xy(each.shift(), row), own, own, tone(each), each.prompt() + ": " + value));
            rows.add(new Chart.Row(shortened(each.prompt()), stands(each), value));
        }
        String text = top.stream()
                .map(each -> each.prompt() + ": " + Numbers.raw(OptionalDouble.of(each.shift()), "nats"))
                .collect(joining("\n"));
        String note = mined.nulls() == 0
                ? "no null adapters"
                : "band: median of " + mined.nulls() + " null adapters on the same prompt  ·  p over the whole pool";
        var panel = new Chart.Panel("shift in nats", "", rows, marks);
        return new SondeFigure(
                new Chart("Prompts that the adapter moves most", text.replace("\n", "; "), note, List.of(panel)), text);
    }

    private static Tone tone(MinedPrompt each) {
        return each.pAdjusted().orElse(0) <= 0.05 ? Tone.MAIN : Tone.QUIET;
    }

    private static String stands(MinedPrompt each) {
        return each.pAdjusted().isPresent() ? "p " + Numbers.p(each.pAdjusted().getAsDouble()) : "";
    }

    private static String shortened(String prompt) {
        String line = prompt.replace('\n', ' ');
        return line.length() <= LONGEST_LABEL ? line : line.substring(0, LONGEST_LABEL - 1) + "…";
    }
}
