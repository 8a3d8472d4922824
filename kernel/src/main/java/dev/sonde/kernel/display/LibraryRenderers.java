package dev.sonde.kernel.display;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.ModelCard;
import dev.sonde.dsl.Finding;
import dev.sonde.plot.SondeFigure;
import dev.sonde.probe.ProbeResult;
import dev.sonde.report.NotPassedError;
import dev.sonde.suite.AdapterCheck;
import dev.sonde.suite.Model;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.autogen.StarterSuite;
import dev.sonde.suite.mine.MinedOutliers;
import dev.sonde.suite.mine.MinedParaphrases;
import dev.sonde.table.TraceTables;
import dev.sonde.trace.TraceAnalysis;
import java.awt.image.RenderedImage;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** How the library's own values look. */
final class LibraryRenderers {
    private LibraryRenderers() {}

    static void register() {
        Renderers.library(Object.class, LibraryRenderers::own);
        Renderers.library(Optional.class, LibraryRenderers::inner);
        Renderers.library(RenderedImage.class, ImageContent::of);
        Renderers.library(Throwable.class, ThrowableContent::of);
        Renderers.library(Collection.class, values -> RecordTable.of(values, Extent.PAGE));
        Renderers.library(Map.class, map -> RecordTable.ofMap(map, Extent.PAGE));
        Renderers.library(Table.class, LibraryRenderers::table);
        Renderers.library(ShownTable.class, ShownTable::look);
        Renderers.library(TraceAnalysis.class, LibraryRenderers::trace);
        Renderers.library(ModelCard.class, ModelContent::of);
        Renderers.library(Model.class, model -> ModelContent.of(model.card()));
        Renderers.library(AdapterReport.class, AdapterContent::of);
        Renderers.library(AdapterCheck.class, AdapterContent::of);
        Renderers.library(MinedOutliers.class, MinedContent::of);
        Renderers.library(MinedParaphrases.class, MinedContent::of);
        Renderers.library(StarterSuite.class, StarterContent::of);
        Renderers.library(ProbeResult.class, SuiteContent::of);
        Renderers.library(Finding.class, finding -> SuiteContent.of(finding.getResult()));
        Renderers.library(Suite.class, PlanContent::of);
        Renderers.library(SuiteResult.class, SuiteContent::of);
        Renderers.library(NotPassedError.class, NotPassedContent::of);
    }

    private static @Nullable Object inner(Optional<?> optional) {
        return optional.orElse(null);
    }

    /** The look of what has no other; null for what is not the library's. */
    private static @Nullable Map<String, Object> own(Object value) {
        if (!value.getClass().getName().startsWith("dev.sonde.")
                || value instanceof SondeFigure
                || value instanceof Enum<?>
                || value instanceof Throwable) {
            return null;
        }
        return value.getClass().isRecord() && !saysItself(value.getClass())
                ? RecordCard.of(value)
                : new Content().preformatted(SafeText.of(value)).bundle();
    }

    /** A record that was given no {@code toString} has a final one. */
    private static boolean saysItself(Class<?> type) {
        try {
            return !Modifier.isFinal(type.getMethod("toString").getModifiers());
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> table(Table table) {
        return new Content()
                .sortable(Grid.of(table, Extent.PAGE).ofValue(Extent.PAGE))
                .bundle();
    }

    private static Map<String, Object> trace(TraceAnalysis trace) {
        return new Content()
                .title("%,d uses of evaluations".formatted(trace.events()))
                .table(TraceTables.hitRates(trace))
                .table(TraceTables.views(trace))
                .bundle();
    }
}
