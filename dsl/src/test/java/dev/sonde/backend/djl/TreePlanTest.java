package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreePlanTest {

    private static final RowView ADAPTED = new RowView(null, 0.5);

    @Test
    void endings_of_one_text_share_its_tokens() {
        int[] prompt = IntStream.range(100, 140).toArray();
        List<TokenTree> trees = TreePlan.of(List.of(text(with(prompt, 1, 2)), text(with(prompt, 3)), text(prompt)));

        assertThat(trees).hasSize(1);
        TokenTree tree = trees.get(0);
        assertThat(tree.size()).isEqualTo(40 + 2 + 1);
        assertThat(tree.longest()).isEqualTo(42);
        assertThat(tree.chain()).isFalse();
        assertThat(tree.depths()).startsWith(IntStream.range(0, 40).toArray()).endsWith(40, 41, 40);
        assertThat(tree.parents()).startsWith(-1, 0, 1).endsWith(39, 40, 39);
    }

    @Test
    void each_text_is_found_again_along_its_path() {
        var random = new Random(5);
        List<ScoredRow> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int common = 8 + random.nextInt(30);
            int[] ids = IntStream.range(0, common + 1 + random.nextInt(9))
                    .map(p -> p < common ? p / 8 * 8 : 1000 + random.nextInt(4))
                    .toArray();
            texts.add(text(ids));
        }
        List<TokenTree> trees = TreePlan.of(distinct(texts));

        assertThat(trees).hasSizeLessThan(10);
        for (TokenTree tree : trees) {
            for (int i = 0; i < tree.texts().size(); i++) {
                int[] path = tree.paths().get(i);
                assertThat(Arrays.stream(path).map(node -> tree.ids()[node]).toArray())
                        .isEqualTo(tree.texts().get(i).ids());
                for (int p = 0; p < path.length; p++) {
                    assertThat(tree.depths()[path[p]]).isEqualTo(p);
                    assertThat(tree.parents()[path[p]]).isEqualTo(p == 0 ? -1 : path[p - 1]);
                }
            }
        }
        assertThat(trees.stream().mapToInt(tree -> tree.texts().size()).sum())
                .isEqualTo(distinct(texts).size());
    }

    @Test
    void the_order_of_the_texts_plays_no_part() {
        int[] prompt = IntStream.range(100, 120).toArray();
        List<ScoredRow> texts = new ArrayList<>(
                List.of(text(with(prompt, 1)), text(with(prompt, 2)), text(9, 8), text(with(prompt, 3))));
        var expected = TreePlan.of(texts).stream().map(tree -> List.of(tree.texts(), tree.size()));
        List<ScoredRow> reversed = new ArrayList<>(texts);
        Collections.reverse(reversed);

        assertThat(TreePlan.of(reversed).stream().map(tree -> List.of(tree.texts(), tree.size())))
                .containsExactlyElementsOf(expected.toList());
    }

    @Test
    void texts_under_other_weights_and_texts_with_little_in_common_go_alone() {
        int[] prompt = IntStream.range(100, 120).toArray();
        var other = new ScoredRow(with(prompt, 1), ADAPTED, List.of());

        assertThat(TreePlan.of(List.of(text(with(prompt, 2)), other)))
                .allMatch(TokenTree::chain)
                .hasSize(2);
        assertThat(TreePlan.of(List.of(text(1, 2, 3, 4, 5), text(1, 2, 3, 9, 9))))
                .hasSize(2);
    }

    @Test
    void a_tree_does_not_grow_beyond_what_attention_is_worth() {
        int[] prompt = IntStream.range(0, 16).toArray();
        List<ScoredRow> texts = IntStream.range(0, 400)
                .mapToObj(i -> text(with(
                        prompt, IntStream.range(0, 64).map(j -> 1000 * i + j).toArray())))
                .toList();

        List<TokenTree> trees = TreePlan.of(texts);

        assertThat(trees).allMatch(tree -> tree.size() <= 1024).hasSizeGreaterThan(25);
    }

    private static List<ScoredRow> distinct(List<ScoredRow> texts) {
        List<ScoredRow> distinct = new ArrayList<>();
        for (ScoredRow text : texts) {
            if (distinct.stream().noneMatch(other -> Arrays.equals(other.ids(), text.ids()))) {
                distinct.add(text);
            }
        }
        return distinct;
    }

    private static int[] with(int[] start, int... rest) {
        return IntStream.concat(Arrays.stream(start), Arrays.stream(rest)).toArray();
    }

    private static ScoredRow text(int... ids) {
        return new ScoredRow(ids, RowView.BASE, List.of());
    }
}
