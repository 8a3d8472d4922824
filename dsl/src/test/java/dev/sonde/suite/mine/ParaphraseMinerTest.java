package dev.sonde.suite.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.suite.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParaphraseMinerTest {

    private static final List<Rewording> WORDINGS = List.of(
            new Rewording("kept", "a"),
            new Rewording("lost", "b"),
            new Rewording("half", "c"),
            new Rewording("nonsense", "d"));

    @Test
    void the_wording_that_keeps_the_least_comes_first() {
        var mined = mined();

        var only = mined.cases().get(0);
        assertThat(only.lift()).isCloseTo(3, within(1e-12));
        assertThat(only.hardest(3)).extracting(MinedParaphrase::text).containsExactly("lost", "half", "kept");
        assertThat(only.hardest(3)).extracting(MinedParaphrase::gap).containsExactly(3.0, 1.5, 0.0);
    }

    @Test
    void a_wording_after_which_base_itself_is_lost_is_refused() {
        var refused = mined().cases().get(0).candidates().stream()
                .filter(each -> each.refused().isPresent())
                .toList();

        assertThat(refused).extracting(MinedParaphrase::text).containsExactly("nonsense");
        assertThat(refused.get(0).refused()).hasValue("base finds the answer less likely by 5 nats a token");
    }

    @Test
    void becomes_a_probe_of_the_hardest_wordings() {
        var spec = mined().toProbe("hard", 2);

        assertThat(spec.cases()).hasSize(1);
        assertThat(spec.cases().get(0).paraphrases()).containsExactly("lost", "half");
        assertThat(mined().conclusion())
                .isEqualTo(
                        "4 rewordings of 1 prompts, of which 3 may be used. The adapter adds 3 nats a token after the"
                                + " prompts, and 0 after the hardest rewording of each.");
    }

    @Test
    void uses_rules_of_its_own_where_none_are_given() {
        var model = Model.of(DummyBackend.create());

        var mined = ParaphraseMiner.mine(model, Map.of("Question: Who built the tower?\nAnswer:", " Odric Venn"));

        assertThat(mined.cases().get(0).candidates()).hasSizeGreaterThan(5);
    }

    @Test
    void refuses_to_mine_without_prompts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParaphraseMiner.mine(Model.of(DummyBackend.create()), Map.of()))
                .withMessage("There are no prompts to word otherwise. Give prompts with their answers.");
    }

    private static MinedParaphrases mined() {
        var backend = DummyBackend.create()
                .completion(View.BASE, "prompt", " yes", -4)
                .completion(View.FINE_TUNED, "prompt", " yes", -1)
                .completion(View.BASE, "kept", " yes", -4)
                .completion(View.FINE_TUNED, "kept", " yes", -1)
                .completion(View.BASE, "lost", " yes", -4)
                .completion(View.FINE_TUNED, "lost", " yes", -4)
                .completion(View.BASE, "half", " yes", -4)
                .completion(View.FINE_TUNED, "half", " yes", -2.5)
                .completion(View.BASE, "nonsense", " yes", -9)
                .completion(View.FINE_TUNED, "nonsense", " yes", -9);
        return ParaphraseMiner.mine(
                Model.of(backend), Map.of("prompt", " yes"), ParaphraseMiner.DEFAULT_BASE_LOSS, prompt -> WORDINGS);
    }
}
