package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.AdapterReport.ModuleReport;
import dev.sonde.kernel.notebook.HtmlExport;
import dev.sonde.kernel.notebook.Notebook;
import dev.sonde.kernel.notebook.OutputText;
import dev.sonde.plot.ForestPlot;
import dev.sonde.plot.HitRateBars;
import dev.sonde.plot.SondeFigure;
import dev.sonde.report.Block;
import dev.sonde.report.HtmlReport;
import dev.sonde.report.JUnitReport;
import dev.sonde.report.MarkdownReport;
import dev.sonde.report.ReportModel;
import dev.sonde.suite.AdapterCheck;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.ResultTables;
import dev.sonde.table.TraceTables;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** Prompts, names, messages and whatever else is data stays data, in every form in which it is shown. */
class HostileTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Elements of ours; none of them loads, runs or leads anywhere. */
    private static final Set<String> HARMLESS = Set.of(
            ("html head body meta title style main div section span p dl dt dd ul li h1 h2 h3 h4 strong em code pre hr br"
                            + " table thead tbody tr th td figure details summary footer svg g text rect line path circle"
                            + " polyline polygon desc defs clippath")
                    .split(" "));

    private static SuiteResult result;

    record Row(String name, Optional<String> note) {}

    @BeforeAll
    static void run() throws Exception {
        result = Hostile.result();
    }

    static Stream<Object> values() throws Exception {
        result = Hostile.result();
        var module = new ModuleReport(Hostile.TEXT, Hostile.TEXT, 8, 2, 0.5, 10, false);
        var texts = List.of(Hostile.TEXT);
        var report = new AdapterReport(Hostile.TEXT, Hostile.TEXT, List.of(module), 2, 1, texts, texts, texts);
        var values = new ArrayList<Object>(List.of(
                result,
                result.probes(),
                result.trace(),
                result.model(),
                report,
                new AdapterCheck(report, Hostile.TEXT, OptionalDouble.of(0.1), OptionalDouble.empty(), Hostile.TEXT),
                ResultTables.probes(result),
                ResultTables.perPrompt(result),
                TraceTables.hitRates(result.trace()),
                new Row(Hostile.TEXT, Optional.of(Hostile.TEXT)),
                List.of(new Row(Hostile.TEXT, Optional.of(Hostile.TEXT))),
                List.of(Hostile.TEXT),
                Map.of(Hostile.TEXT, Hostile.TEXT),
                Hostile.TEXT,
                new IllegalStateException(Hostile.TEXT)));
        values.addAll(result.probes());
        result.probes().forEach(probe -> probe.evidence().ifPresent(values::add));
        return values.stream();
    }

    static Stream<SondeFigure> figures() throws Exception {
        result = Hostile.result();
        return Stream.concat(
                Stream.of(ForestPlot.of(result), HitRateBars.of(result.trace())),
                ReportModel.of(result).sections().stream()
                        .flatMap(section -> section.blocks().stream())
                        .filter(Block.Picture.class::isInstance)
                        .map(block -> ((Block.Picture) block).figure()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_in_a_notebook(Object value) {
        var bundle = new Renderers().render(value);

        if (bundle.containsKey("text/html")) {
            String html = text(bundle, "text/html");
            assertHarmless(html, html.contains(SortScript.HTML) ? 1 : 0);
        }
        if (bundle.containsKey("text/markdown")) {
            assertHarmless(fromMarkdown(text(bundle, "text/markdown")), 0);
        }
        assertPlain(text(bundle, "text/plain"));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void a_figure_as_picture_page_specification_and_text(SondeFigure figure) throws Exception {
        var bundle = new Renderers().render(figure);

        assertHarmless(text(bundle, "text/html"), 2);
        assertHarmless(figure.html(), 1);
        assertXml(figure.svg(), HARMLESS);
        assertThat(texts(figure.plotly())).allSatisfy(text -> {
            assertThat(text).doesNotContainPattern("<(?!/?extra>)[a-zA-Z/!]"); // Plotly reads elements in its texts
            assertPlain(text);
        });
        assertPlain(text(bundle, "text/plain"));
    }

    @Test
    void the_reports() throws Exception {
        assertHarmless(HtmlReport.of(result), 0);
        int figures = (int) figures().count() - 2; // those of values() stand alone
        assertHarmless(HtmlReport.interactive(result), 1 + figures);
        assertHarmless(fromMarkdown(MarkdownReport.of(result)), 0);
        assertXml(
                JUnitReport.of(result),
                Set.of("testsuite", "testcase", "properties", "property", "failure", "error", "skipped", "system-out"));
    }

    @Test
    void a_notebook_as_a_page() throws Exception {
        var outputs = List.of(
                Map.of("output_type", "stream", "name", Hostile.TEXT, "text", Hostile.TEXT),
                Map.of("output_type", "execute_result", "data", Map.of("text/plain", Hostile.TEXT)),
                Map.of("output_type", "display_data", "data", Map.of("image/png", Hostile.TEXT)),
                Map.of("output_type", "error", "ename", Hostile.TEXT, "evalue", "", "traceback", List.of(Hostile.TEXT)),
                Map.of("output_type", "error", "ename", Hostile.TEXT, "evalue", Hostile.TEXT));
        var cells = List.of(
                Map.of("cell_type", "code", "source", Hostile.TEXT, "outputs", outputs),
                Map.of("cell_type", "raw", "source", Hostile.TEXT));
        var notebook = new Notebook(JSON.valueToTree(Map.of("cells", cells)));

        var page = assertHarmless(new HtmlExport(Path.of(".")).page(notebook, Hostile.TEXT), 0, "img");

        assertThat(page.select("img")).singleElement().satisfies(picture -> assertThat(picture.attr("src"))
                .matches("data:image/png;base64,[A-Za-z0-9+/=]*"));
    }

    @Test
    void what_a_terminal_shows_of_a_value_or_an_error() {
        var value = Map.of("output_type", "execute_result", "data", Map.of("text/plain", Hostile.TEXT));
        var error = Map.of("output_type", "error", "ename", "E", "evalue", Hostile.TEXT);

        assertPlain(OutputText.of(JSON.valueToTree(value)));
        assertPlain(OutputText.of(JSON.valueToTree(error)));
    }

    /** As a browser reads it: nothing runs but {@code scripts} of ours, nothing loads, nothing leads elsewhere. */
    private static Document assertHarmless(String html, int scripts, String... more) {
        Document page = Jsoup.parse(html);
        assertThat(page.select("script")).as("scripts").hasSize(scripts).allSatisfy(script -> assertThat(
                        script.html().strip())
                .startsWith("(function("));
        assertThat(page.getAllElements().stream()
                        .map(element -> element.tagName().toLowerCase(Locale.ROOT)))
                .filteredOn(name -> !HARMLESS.contains(name) && !List.of(more).contains(name))
                .isSubsetOf("#root", "script");
        assertThat(page.getAllElements())
                .flatMap(element -> element.attributes().asList())
                .allSatisfy(attribute -> assertThat(attribute.getKey())
                        .doesNotStartWithIgnoringCase("on")
                        .isNotEqualToIgnoringCase("href"));
        assertThat(page.wholeText()).doesNotContain("\u0000", "\u001b", "\u0007", "\u202e");
        return page;
    }

    private static String text(Map<String, Object> bundle, String type) {
        return String.valueOf(bundle.get(type));
    }

    private static void assertPlain(String text) {
        assertThat(text).doesNotContain("\u0000", "\u001b", "\u0007", "\u202e");
    }

    private static void assertXml(String xml, Set<String> names) throws Exception {
        var elements = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("*");
        assertThat(elements.getLength()).isPositive();
        for (int i = 0; i < elements.getLength(); i++) {
            assertThat(elements.item(i).getNodeName().toLowerCase(Locale.ROOT)).isIn(names);
            var attributes = elements.item(i).getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                assertThat(attributes.item(a).getNodeName())
                        .doesNotStartWith("on")
                        .doesNotContain("href");
            }
        }
    }

    private static String fromMarkdown(String markdown) {
        var tables = List.of(TablesExtension.create());
        var parsed = Parser.builder().extensions(tables).build().parse(markdown);
        return HtmlRenderer.builder().extensions(tables).build().render(parsed);
    }

    private static List<String> texts(JsonNode json) {
        return json.isTextual()
                ? List.of(json.textValue())
                : Stream.iterate(0, i -> i + 1)
                        .limit(json.size())
                        .flatMap(i -> texts(List.copyOf(children(json)).get(i)).stream())
                        .toList();
    }

    private static List<JsonNode> children(JsonNode json) {
        var children = new ArrayList<JsonNode>();
        json.forEach(children::add);
        return children;
    }
}
