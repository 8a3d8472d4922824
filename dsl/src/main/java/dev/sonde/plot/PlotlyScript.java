package dev.sonde.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The Plotly library as a script element, to be embedded once per page or notebook; nothing is loaded from a network.
 *
 * <p>It is the basic bundle (lines, points, bars) of Plotly 1.54.1, MIT licence, 0.9 MB: the newest small bundle that
 * Maven Central has. Later releases there are only whole and not minified, ten times as large.
 */
public final class PlotlyScript {

    private static final String RESOURCE = "/META-INF/resources/webjars/plotly.js/1.54.1/dist/plotly-basic.min.js";

    /**
     * Names that a page may define and that would divert the library: AMD and CommonJS loaders, and a MathJax newer than
     * the library knows, as JupyterLab has.
     */
    private static final String OPEN = "(function(define,module,exports,require,MathJax){if(!window.Plotly){\n";

    private static final String CLOSE = """

            }
            (window.sondeFigures||[]).splice(0).forEach(function(draw){draw();});
            }).call(window);
            """;

    private PlotlyScript() {}

    /** The script element; figures that came before it become interactive when it has run. */
    public static String html() {
        return "<script>" + OPEN + library().replace("</script", "<\\/script") + CLOSE + "</script>\n";
    }

    private static String library() {
        try (InputStream script = PlotlyScript.class.getResourceAsStream(RESOURCE)) {
            if (script == null) {
                throw new IllegalStateException("The Plotly library is not on the class path at " + RESOURCE
                        + ". Build the module with Maven, which unpacks it.");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
