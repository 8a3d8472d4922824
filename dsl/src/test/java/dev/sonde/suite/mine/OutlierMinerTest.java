package dev.sonde.suite.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.suite.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlierMinerTest {

    @Test
    void the_most_moved_prompts_come_first_and_the_least_moved_are_others() {
        Model model = planted();

        var mined = OutlierMiner.mine(model, List.of("a", "b", "c", "d"), OutlierSettings.DEFAULT.withNulls(0));

        assertThat(mined.top(2)).extracting(MinedPrompt::prompt).containsExactly("b", "d");
        assertThat(mined.bottom(2)).extracting(MinedPrompt::prompt).containsExactly("a", "c");
        assertThat(mined.bottom(4)).as("no prompt is in both").isEmpty();
        // By hand, m = (3/4, 1/4): JS = [ln(4/3) + ln(2/3)/2 + ln(2)/2] / 2 = 0.215762 nats
        assertThat(mined.ranked().get(1).shift()).isCloseTo(0.215762, within(1e-6));
    }

    @Test
    void a_prompt_that_stands_twice_in_the_pool_counts_once() {
        var mined = OutlierMiner.mine(planted(), List.of("b", "b", "a"), OutlierSettings.DEFAULT.withNulls(0));

        assertThat(mined.ranked()).extracting(MinedPrompt::prompt).containsExactly("b", "a");
    }

    @Test
    void becomes_a_probe() {
        var mined = OutlierMiner.mine(planted(), List.of("a", "b", "c", "d"), OutlierSettings.DEFAULT.withNulls(0));

        assertThat(mined.toDeltaKl("mined", 2).prompts()).containsExactly("b", "d");
    }

    @Test
    void refuses_an_empty_pool() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutlierMiner.mine(planted(), List.of(), OutlierSettings.DEFAULT))
                .withMessage("There are no prompts to search. Give a pool.");
    }

    @Test
    void chance_makes_no_outliers_of_a_large_pool() {
        List<String> pool = IntStream.range(0, 30).mapToObj(i -> "prompt " + i).toList();
        int alarms = 0;
        int models = 60;
        var smallest = new ArrayList<Double>();
        for (int seed = 0; seed < models; seed++) {
            Model model = Model.of(new RandomAdapter(DummyBackend.seeded(seed), 1000 + seed));
            var mined =
                    OutlierMiner.mine(model, pool, new OutlierSettings(19, OutlierSettings.DEFAULT.divergence(), seed));
            alarms += mined.standingOut().isEmpty() ? 0 : 1;
            smallest.add(mined.ranked().stream()
                    .mapToDouble(each -> each.pAdjusted().orElse(1))
                    .min()
                    .orElseThrow());
        }

        // 5 % of 60 is 3; more than 8 would come by chance in 1 of 200 tries
        assertThat(alarms).as("smallest p-values %s", smallest).isLessThanOrEqualTo(8);
    }

    private static Model planted() {
        return Model.of(DummyBackend.create()
                .answer(View.BASE, "a", 1.0, 0.0)
                .answer(View.FINE_TUNED, "a", 1.0, 0.0)
                .answer(View.BASE, "b", 1.0, 0.0)
                .answer(View.FINE_TUNED, "b", 0.0, 1.0)
                .answer(View.BASE, "c", 1.0, 0.0)
                .answer(View.FINE_TUNED, "c", 0.9, 0.1)
                .answer(View.BASE, "d", 1.0, 0.0)
                .answer(View.FINE_TUNED, "d", 0.5, 0.5));
    }
}
