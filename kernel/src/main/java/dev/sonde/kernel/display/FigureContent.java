package dev.sonde.kernel.display;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.plot.FigureHtml;
import dev.sonde.plot.SondeFigure;
import dev.sonde.report.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Figures of one session: a picture that becomes interactive; the first one brings the library for all. */
final class FigureContent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicBoolean libraryShown = new AtomicBoolean();

    Map<String, Object> of(SondeFigure figure) {
        boolean first = libraryShown.compareAndSet(false, true);
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("text/plain", PlainText.lines(figure.toString()));
        bundle.put("text/html", first ? FigureHtml.withLibrary(figure) : FigureHtml.of(figure));
        bundle.put("image/svg+xml", figure.svg());
        bundle.put(
                "application/vnd.plotly.v1+json",
                JSON.convertValue(figure.plotly(), new TypeReference<Map<String, Object>>() {}));
        return bundle;
    }
}
