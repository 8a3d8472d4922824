/**
 * Write-ups of a run: one {@link dev.sonde.report.ReportModel} of already formatted text, and one writer per surface.
 *
 * <p>The writers are plain text builders: the model consists of seven kinds of block, so that a writer is a switch over
 * them and a template engine would only add a second language.
 */
@NullMarked
package dev.sonde.report;

import org.jspecify.annotations.NullMarked;
