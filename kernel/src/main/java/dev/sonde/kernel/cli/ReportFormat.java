package dev.sonde.kernel.cli;

import dev.sonde.kernel.session.Ansi;
import dev.sonde.report.HtmlReport;
import dev.sonde.report.MarkdownReport;
import dev.sonde.report.TerminalReport;
import dev.sonde.suite.FileTrouble;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** The forms that a result can be read in. */
enum ReportFormat {
    TERMINAL(ReportFormat::terminal),
    MD(MarkdownReport::of),
    MARKDOWN(MarkdownReport::of),
    HTML(HtmlReport::interactive),
    JSON(SuiteResultJson::write);

    private final Function<SuiteResult, String> render;

    ReportFormat(Function<SuiteResult, String> render) {
        this.render = render;
    }

    String render(SuiteResult result) {
        return render.apply(result);
    }

    /** Writes the report, with the folders above it. */
    void write(SuiteResult result, Path file) {
        try {
            WholeFile.write(file, render(result));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write '%s' (%s). Choose another place.".formatted(file, FileTrouble.reason(e)), e);
        }
    }

    private static String terminal(SuiteResult result) {
        return TerminalReport.of(result, Ansi.allowed() && Boolean.getBoolean("sonde.terminal.out"))
                .stripTrailing();
    }
}
