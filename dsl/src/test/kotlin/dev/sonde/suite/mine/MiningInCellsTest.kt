package dev.sonde.suite.mine

import dev.sonde.dsl.dummyModel
import dev.sonde.dsl.mineOutliers
import dev.sonde.dsl.mineParaphrases
import dev.sonde.dsl.nullAdapter
import dev.sonde.dsl.plot
import dev.sonde.dsl.run
import dev.sonde.dsl.suite
import dev.sonde.dsl.table
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class MiningInCellsTest {
    private val pool = (1..12).map { "prompt $it" }

    @Test
    fun `one line finds the most moved prompts, and another makes a probe of them`() {
        dummyModel().use { model ->
            val mined = model.mineOutliers(pool)
            val result =
                suite("Mined") {
                    nullAdapter { runs = 19 }
                    +mined.toDeltaKl("most moved", 5)
                }.run(model)

            assertThat(mined.table().rowCount()).isEqualTo(12)
            assertThat(mined.plot(4).svg()).contains(mined.ranked()[0].prompt())
            assertThat(result.probe("most moved").evidence()).isPresent
        }
    }

    @Test
    fun `one line finds hard wordings`() {
        dummyModel().use { model ->
            val mined = model.mineParaphrases("Question: Who built the tower?\nAnswer:" to " Odric Venn")

            assertThat(mined.table().columnNames()).contains("prompt", "rewording", "refused because")
            assertThat(mined.table().rowCount()).isGreaterThan(5)
        }
    }
}
