package dev.sonde.suite

import dev.sonde.dsl.deltaKl
import dev.sonde.dsl.suite
import dev.sonde.probe.deltakl.DeltaKlSpec
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.nio.file.Path

class KotlinSuiteFileTest {
    @Test
    fun `a suite of a cell and its file are the same object`() {
        val written =
            suite("Does it know the doc?") {
                seed = 7
                deltaKl("drift") {
                    prompts("The key insight is", "Costs \${HOME}")
                    assertMeanGte = 0.05
                }
                add(DeltaKlSpec.of("other", "yes").withAssertZGte(1.5), weight = 2.0, enabled = false)
            }

        val file = SuiteYaml.write(written)

        assertThat(SuiteYaml.parse(file, "doc.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE)).isEqualTo(written)
    }
}
