package dev.sonde.suite.autogen

import dev.sonde.dsl.autogen
import dev.sonde.dsl.dummyModel
import dev.sonde.dsl.gradientGhost
import dev.sonde.dsl.run
import dev.sonde.dsl.suite
import dev.sonde.dsl.trainingDrift
import dev.sonde.dsl.write
import dev.sonde.probe.Verdict
import dev.sonde.suite.SuiteYaml
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Files
import java.nio.file.Path

class AutogenInCellsTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `a document becomes a suite that runs and is written in one line each`() {
        val document =
            Files.writeString(
                folder.resolve("doc.md"),
                "## One\nThe old weir of Orlow was raised by a widow of the town.\n",
            )
        val starter = autogen(document.toString(), seed = 5)

        dummyModel().use { model ->
            assertThat(starter.suite().run(model).probes()).noneMatch { it.verdict() == Verdict.ERROR }
        }
        starter.write(folder.resolve("suite.yaml").toString())
        assertThat(SuiteYaml.read(folder.resolve("suite.yaml")).entries()).hasSameSizeAs(starter.suite().entries())
    }

    @Test
    fun `probes of files run without a model`() {
        val result =
            suite("Files") {
                gradientGhost("trained") { adapterPath = folder.toString() }
                trainingDrift("log") { storePath = folder.toString() }
            }.run()

        assertThat(result.probes()).extracting<Verdict> { it.verdict() }.containsOnly(Verdict.SKIP)
    }
}
