package dev.sonde.dsl

import dev.sonde.report.HtmlReport
import dev.sonde.report.MarkdownReport
import dev.sonde.suite.Model
import dev.sonde.suite.Suite
import dev.sonde.suite.SuiteResult
import dev.sonde.suite.SuiteResultJson
import dev.sonde.suite.SuiteYaml
import dev.sonde.suite.WholeFile
import java.nio.file.Path

/** Writes the report as one page that needs no network; returns the file. */
fun SuiteResult.writeHtml(file: String): Path = write(file, HtmlReport.of(this))

/** Writes the report as Markdown; returns the file. */
fun SuiteResult.writeMarkdown(file: String): Path = write(file, MarkdownReport.of(this))

/** Writes the whole result as JSON, which [readResult] reads back; returns the file. */
fun SuiteResult.writeJson(file: String): Path = write(file, SuiteResultJson.write(this))

/** Reads a result that [writeJson] or `sonde run --json` wrote. */
fun readResult(file: String): SuiteResult = SuiteResultJson.read(SondeSession.directory.resolve(file))

/**
 * The suite as a file that `sonde run` and [yaml] read.
 *
 * @param model named in the file, so that it runs as it is; null: the file names none
 */
fun Suite.toYaml(model: Model? = null): String =
    SuiteYaml.write(model?.source()?.map { withModel(it) }?.orElse(this) ?: this)

/**
 * Reads a suite file, `sway.yaml` of version 1 included.
 *
 * @throws dev.sonde.suite.SuiteFileException naming every problem with its line
 */
fun yaml(file: String): Suite = SuiteYaml.read(SondeSession.directory.resolve(file))

private fun write(file: String, text: String): Path = WholeFile.write(SondeSession.directory.resolve(file), text)
