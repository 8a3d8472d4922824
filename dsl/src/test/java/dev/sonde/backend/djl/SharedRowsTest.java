package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedRowsTest {

    private static final RowView OTHER = new RowView(null, 0.5);

    @Test
    void one_row_stands_for_the_views_of_a_text() {
        var batch = batch(row(RowView.BASE, 1, 2), row(RowView.BASE, 3), row(OTHER, 3), row(OTHER, 1, 2));

        SharedRows rows = SharedRows.of(batch);

        assertThat(rows.places()).containsExactly(0, 1, 1, 0);
        assertThat(rows.distinct().ids()).containsExactly(1, 2, 3, 0);
        assertThat(rows.distinct().lengths()).containsExactly(2, 1);
    }

    @Test
    void a_text_is_not_taken_for_its_padded_likeness() {
        SharedRows rows = SharedRows.of(batch(row(RowView.BASE, 7, 0), row(OTHER, 7)));

        assertThat(rows.places()).containsExactly(0, 1);
        assertThat(rows.distinct()).isSameAs(rows.batch());
    }

    @Test
    void trees_of_the_same_tokens_but_other_branches_stay_apart() {
        TokenTree forked = tree(RowView.BASE, new int[] {1, 2}, new int[] {1, 3});
        TokenTree chain = tree(OTHER, new int[] {1, 2, 3});

        assertThat(forked.ids()).isEqualTo(chain.ids());
        assertThat(SharedRows.of(batch(forked, chain)).places()).containsExactly(0, 1);
    }

    private static PaddedRows batch(TokenTree... trees) {
        int width = Stream.of(trees).mapToInt(TokenTree::size).max().orElseThrow();
        return PaddedRows.of(List.of(trees), width);
    }

    private static TokenTree row(RowView view, int... ids) {
        return tree(view, ids);
    }

    private static TokenTree tree(RowView view, int[]... texts) {
        var growth = new TokenTree.Growth(new ScoredRow(texts[0], view, List.of()));
        Stream.of(texts).skip(1).forEach(ids -> growth.add(new ScoredRow(ids, view, List.of())));
        return growth.tree();
    }
}
