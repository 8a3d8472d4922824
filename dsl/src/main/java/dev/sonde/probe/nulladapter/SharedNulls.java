package dev.sonde.probe.nulladapter;

import dev.sonde.stats.Adjusted;
import dev.sonde.stats.MaxT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a suite's calibrated probes may claim together.
 *
 * <p>All probes meet the same null adapters. Each probe's m + 1 values, its own among them, are put on one scale; a probe
 * then competes with the largest value that any probe not ahead of it has under each null adapter. Westfall and Young
 * 1993, step-down. With 19 null adapters the chance of any false alarm in the suite is 1/20, however many probes there
 * are and however they depend on each other, where Holm's correction would ask for 199 null adapters for ten probes.
 */
final class SharedNulls {

    private SharedNulls() {}

    /** Adjusted p-values by name of the probe; each has a value of its own and equally many null values. */
    static Map<String, Adjusted> adjusted(List<NullColumn> columns) {
        var adjusted = new HashMap<String, Adjusted>();
        if (!columns.isEmpty()) {
            double[] pValues = MaxT.stepDown(rows(columns));
            for (int k = 0; k < pValues.length; k++) {
                adjusted.put(columns.get(k).name(), new Adjusted(pValues[k], pValues.length));
            }
        }
        return adjusted;
    }

    /** The adapter's own row first, then one per null adapter. */
    private static double[][] rows(List<NullColumn> columns) {
        int nulls = columns.get(0).values().size();
        var rows = new double[nulls + 1][columns.size()];
        for (int k = 0; k < columns.size(); k++) {
            rows[0][k] = columns.get(k).observed().getAsDouble();
            for (int i = 0; i < nulls; i++) {
                rows[i + 1][k] = columns.get(k).values().get(i);
            }
        }
        return rows;
    }
}
