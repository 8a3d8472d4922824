package dev.sonde.table;

import dev.sonde.trace.HitRate;
import dev.sonde.trace.TraceAnalysis;
import dev.sonde.trace.TraceEvent;
import java.util.List;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How a run's evaluations were served, as tables. */
public final class TraceTables {
    private TraceTables() {}

    /** One row per probe, in order of first use. */
    public static Table hitRates(TraceAnalysis trace) {
        return rates("hit rates", "probe", trace.perProbe());
    }

    /** One row per view, in order of first use. */
    public static Table views(TraceAnalysis trace) {
        return rates("views", "view", trace.perView());
    }

    /** The slowest evaluations, slowest first. */
    public static Table slowest(TraceAnalysis trace) {
        StringColumn probe = StringColumn.create("probe");
        StringColumn view = StringColumn.create("view");
        StringColumn op = StringColumn.create("op");
        LongColumn tokens = LongColumn.create("tokens");
        DoubleColumn wall = DoubleColumn.create("wall ms");
        BooleanColumn hit = BooleanColumn.create("hit");
        for (TraceEvent event : trace.slowest()) {
            event.probe().ifPresentOrElse(probe::append, probe::appendMissing);
            view.append(event.view());
            op.append(event.op());
            tokens.append(event.tokens());
            wall.append(event.wallMs());
            hit.append(event.hit());
        }
        return Table.create("slowest", probe, view, op, tokens, wall, hit);
    }

    private static Table rates(String name, String key, List<HitRate> groups) {
        StringColumn keys = StringColumn.create(key);
        LongColumn lookups = LongColumn.create("lookups");
        LongColumn hits = LongColumn.create("hits");
        LongColumn misses = LongColumn.create("misses");
        DoubleColumn rate = DoubleColumn.create("hit rate");
        LongColumn tokens = LongColumn.create("tokens");
        DoubleColumn wall = DoubleColumn.create("wall ms");
        for (HitRate group : groups) {
            keys.append(group.key());
            lookups.append(group.lookups());
            hits.append(group.hits());
            misses.append(group.misses());
            if (group.lookups() > 0) {
                rate.append(group.rate());
            } else {
                rate.appendMissing(); // nothing was looked up: not a rate of 0
            }
            tokens.append(group.tokens());
            wall.append(group.wallMs());
        }
        return Table.create(name, keys, lookups, hits, misses, rate, tokens, wall);
    }
}
