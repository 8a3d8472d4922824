package dev.sonde.backend.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts under the same weights that go through the model as one row: what they have in common from their start on is
 * computed once. A node sees its ancestors only, so each text is computed as if it were alone.
 *
 * @param ids the token of each node, parents before children
 * @param parents the node before each; -1 for the first of a text
 * @param depths position of each node in its text, from 0
 * @param texts at least one; all of one view
 * @param paths for each text, the node of each of its tokens
 */
record TokenTree(int[] ids, int[] parents, int[] depths, List<ScoredRow> texts, List<int[]> paths) {

    /** One text alone: a tree without branches. */
    static TokenTree of(ScoredRow text) {
        return new Growth(text).tree();
    }

    RowView view() {
        return texts.get(0).view();
    }

    int size() {
        return ids.length;
    }

    /** Whether every node but the last has one child, so that plain causal attention is right. */
    boolean chain() {
        for (int node = 0; node < parents.length; node++) {
            if (parents[node] != node - 1) {
                return false;
            }
        }
        return true;
    }

    /** The longest text's tokens. */
    int longest() {
        return texts.stream().mapToInt(text -> text.ids().length).max().orElseThrow();
    }

    /** A tree that takes texts in the order of their tokens, which puts those with a common start side by side. */
    static final class Growth {

        private final List<ScoredRow> texts = new ArrayList<>();
        private final List<int[]> paths = new ArrayList<>();
        private int[] ids = new int[16];
        private int[] parents = new int[16];
        private int[] depths = new int[16];
        private int size;

        Growth(ScoredRow first) {
            add(first);
        }

        int size() {
            return size;
        }

        /** How many tokens {@code text} has in common with the text added last. */
        int shared(ScoredRow text) {
            int[] last = texts.get(texts.size() - 1).ids();
            int different = Arrays.mismatch(last, text.ids());
            return different < 0 ? last.length : different;
        }

        RowView view() {
            return texts.get(0).view();
        }

        void add(ScoredRow text) {
            int shared = texts.isEmpty() ? 0 : shared(text);
            int[] path = new int[text.ids().length];
            if (shared > 0) {
                System.arraycopy(paths.get(paths.size() - 1), 0, path, 0, shared);
            }
            for (int position = shared; position < path.length; position++) {
                path[position] = node(text.ids()[position], position == 0 ? -1 : path[position - 1], position);
            }
            texts.add(text);
            paths.add(path);
        }

        private int node(int id, int parent, int depth) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
                parents = Arrays.copyOf(parents, 2 * size);
                depths = Arrays.copyOf(depths, 2 * size);
            }
            ids[size] = id;
            parents[size] = parent;
            depths[size] = depth;
            return size++;
        }

        TokenTree tree() {
            return new TokenTree(
                    Arrays.copyOf(ids, size),
                    Arrays.copyOf(parents, size),
                    Arrays.copyOf(depths, size),
                    List.copyOf(texts),
                    List.copyOf(paths));
        }
    }
}
