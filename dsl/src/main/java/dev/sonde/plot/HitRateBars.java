package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.table.Numbers;
import dev.sonde.trace.HitRate;
import dev.sonde.trace.TraceAnalysis;
import java.util.ArrayList;
import java.util.List;

/** Which share of each probe's lookups had been computed before. */
public final class HitRateBars {
    private HitRateBars() {}

    /** The figure of a trace, one bar per probe. */
    public static SondeFigure of(TraceAnalysis trace) {
        return of("Cache hit rate by probe", trace.perProbe());
    }

    /** The figure of some groups of lookups, one bar each. */
    public static SondeFigure of(String title, List<HitRate> groups) {
        var rows = new ArrayList<Chart.Row>();
        var marks = new ArrayList<Mark>();
        for (HitRate group : groups) {
            String value = sentence(group);
            if (group.lookups() > 0) {
                marks.add(new Mark.RowBand(rows.size(), 0, 100, "all lookups"));
                marks.add(new Mark.Bar(rows.size(), 100 * group.rate(), Tone.MAIN, group.key() + ": " + value));
            }
            rows.add(new Chart.Row(group.key(), "", value));
        }
        List<Chart.Panel> panels =
                rows.isEmpty() ? List.of() : List.of(new Chart.Panel("hits in % of lookups", "", rows, marks));
        String note = rows.isEmpty() ? "Nothing was looked up." : "";
        String words = groups.stream()
                .map(group -> group.key() + ": " + sentence(group))
                .collect(joining("\n"));
        String text = words.isEmpty() ? note : words;
        return new SondeFigure(new Chart(title, text.replace("\n", "; "), note, panels), text);
    }

    private static String sentence(HitRate group) {
        return group.lookups() == 0
                ? "no lookups"
                : Numbers.percent(group.rate()) + " (" + Numbers.count(group.hits()) + "/"
                        + Numbers.count(group.lookups()) + ")";
    }
}
