package dev.sonde.report;

import dev.sonde.suite.SuiteResult;
import java.util.List;

/**
 * What a report says, the same for every surface.
 *
 * @param title of the suite
 * @param header the run at a glance
 * @param sections in reading order; none is empty
 * @param footer one line: how the evaluations were served, how long it took
 */
public record ReportModel(String title, List<Block.Fact> header, List<Section> sections, String footer) {
    /** Copies the lists. */
    public ReportModel {
        header = List.copyOf(header);
        sections = List.copyOf(sections);
    }

    /** A headed part of a report. */
    public record Section(String title, List<Block> blocks) {
        /** Copies the blocks. */
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** The report of a run. */
    public static ReportModel of(SuiteResult result) {
        return new ReportSections(result).model();
    }
}
